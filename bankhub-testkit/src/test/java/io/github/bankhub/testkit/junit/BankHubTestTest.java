package io.github.bankhub.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.control.Control;
import io.github.bankhub.testkit.control.TestClock;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.server.BankHubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class BankHubTestTest {

  @Nested
  @BankHubTest
  class On_a_class {

    private InMemoryBankHub prepared;

    @BeforeEach
    void prepare(InMemoryBankHub hub) {
      hub.control().addSamples();
      prepared = hub;
    }

    @Test
    void gives_one_hub_in_all_its_forms(
        InMemoryBankHub hub, BankHub port, Control control, TestClock clock, BankHubServer server) {
      assertThat(hub).isSameAs(prepared).isSameAs(port).isSameAs(server.hub());
      assertThat(control).isSameAs(hub.control());
      assertThat(clock).isSameAs(control.clock());
    }

    @Test
    void leaves_other_parameters_to_others(TestInfo info, Control control) {
      assertThat(info.getTestMethod()).isPresent();
      assertThat(control.journal()).isEmpty();
    }

    @Nested
    class Holding_another {

      @Test
      void gives_the_same_hub_to_inner_test_and_outer_preparation(InMemoryBankHub hub) {
        assertThat(hub).isSameAs(prepared);
      }
    }
  }

  @Nested
  class On_a_method {

    @Test
    @BankHubTest
    void gives_a_hub_to_that_method(BankHub hub, Control control) {
      assertThat(hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("ABC"))))
          .isNotNull();
    }
  }

  @Test
  void each_test_has_a_fresh_hub() {
    assertThat(run(Repeated.class).testEvents().succeeded().count()).isEqualTo(20);
    assertThat(Repeated.SEEN).hasSize(20);
  }

  @Test
  void a_server_is_closed_after_its_test() throws IOException {
    run(Served.class).testEvents().assertStatistics(events -> events.succeeded(1));
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(here, Served.port));
      assertThat(socket.isBound()).isTrue();
    }
  }

  @Test
  void nothing_is_given_before_a_test_has_begun() {
    run(Early.class)
        .containerEvents()
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(message(text -> text.contains("No ParameterResolver registered"))));
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .selectors(selectClass(tests))
        .execute();
  }

  @BankHubTest
  static class Repeated {

    static final Set<InMemoryBankHub> SEEN = ConcurrentHashMap.newKeySet();

    @RepeatedTest(20)
    void works_alone(InMemoryBankHub hub, Control control) {
      SEEN.add(hub);
      control.addSamples();
    }
  }

  @BankHubTest
  static class Served {

    static volatile int port;

    @Test
    void has_a_server(BankHubServer server) {
      port = server.baseUri().getPort();
    }

    @AfterEach
    void has_it_still(BankHubServer server) {
      assertThat(server.baseUri().getPort()).isEqualTo(port);
    }
  }

  @BankHubTest
  static class Early {

    @BeforeAll
    static void wants_a_hub(BankHub hub) {
      hub.accessTokens().current();
    }

    @Test
    void never_runs() {}
  }
}
