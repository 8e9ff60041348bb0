package io.github.bankhub.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.BankHubConnector;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    void all_parameters_share_one_hub(
        InMemoryBankHub hub, BankHub port, Control control, TestClock clock, BankHubServer server) {
      assertThat(hub).isSameAs(prepared).isSameAs(port).isSameAs(server.hub());
      assertThat(control).isSameAs(hub.control());
      assertThat(clock).isSameAs(control.clock());
    }

    @Test
    void other_parameters_are_left_to_JUnit(TestInfo info, Control control) {
      assertThat(info.getTestMethod()).isPresent();
      assertThat(control.journal()).isEmpty();
    }

    @Test
    void the_inbox_receives_the_webhooks_of_that_hub(
        BankHub hub, Control control, WebhookInbox inbox, WebhookInbox again) {
      hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("ABC")));
      assertThat(inbox).isSameAs(again);
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
    }

    @Nested
    class With_a_nested_class {

      @Test
      void nested_tests_share_the_hub_with_the_outer_BeforeEach(InMemoryBankHub hub) {
        assertThat(hub).isSameAs(prepared);
      }
    }
  }

  @Nested
  @BankHubTest
  @ExtendWith(Mine.Resolver.class)
  class Beside_another_extension {

    static Stream<InMemoryBankHub> hubs() {
      return Stream.of(Mine.HUB);
    }

    @Test
    void a_parameter_with_its_annotation_is_left_to_it(
        @Mine InMemoryBankHub mine, InMemoryBankHub hub) {
      assertThat(mine).isSameAs(Mine.HUB).isNotSameAs(hub);
    }

    @Test
    void an_annotation_for_null_does_not_count(@Nullable Control control, InMemoryBankHub hub) {
      assertThat(control).isSameAs(hub.control());
    }

    @WithHubs
    void a_composed_annotation_makes_a_parameterized_test_too(InMemoryBankHub argument) {
      assertThat(argument).isSameAs(Mine.HUB);
    }

    @ParameterizedTest
    @MethodSource("hubs")
    void the_first_argument_of_a_parameterized_test_is_left_to_its_source(
        InMemoryBankHub argument, InMemoryBankHub hub, Control control) {
      assertThat(argument).isSameAs(Mine.HUB).isNotSameAs(hub);
      assertThat(control).isSameAs(hub.control());
    }

    @ParameterizedTest
    @ValueSource(strings = "ABC")
    void the_hub_comes_after_the_arguments(String name, Control control) {
      assertThat(control.addCompany(name)).isNotNull();
    }
  }

  /** An annotation on a declaration, as older libraries have it. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Nullable {}

  @Retention(RetentionPolicy.RUNTIME)
  @Parameterized
  @MethodSource("hubs")
  @interface WithHubs {}

  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @interface Parameterized {}

  /** The annotation of another extension. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Mine {

    InMemoryBankHub HUB = InMemoryBankHub.create();

    final class Resolver implements ParameterResolver {

      @Override
      public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.isAnnotated(Mine.class);
      }

      @Override
      public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return HUB;
      }
    }
  }

  @Nested
  class On_a_method {

    @Test
    @BankHubTest
    void that_method_gets_a_hub(BankHub hub, Control control) {
      assertThat(hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("ABC"))))
          .isNotNull();
    }
  }

  @Test
  void each_test_has_a_new_hub() {
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
  void no_webhook_is_sent_after_its_test() {
    run(Leaving.class).testEvents().assertStatistics(events -> events.succeeded(2));
    assertThat(Leaving.LEFT)
        .hasSize(2)
        .allSatisfy(
            control -> {
              control.clock().advance(Duration.ofMinutes(33));
              control.webhooks().awaitDeliveries();
              assertThat(control.webhooks().journal())
                  .singleElement()
                  .satisfies(delivery -> assertThat(delivery.attempts()).hasSizeLessThan(2))
                  .extracting(WebhookDelivery::state)
                  .isEqualTo(WebhookDelivery.State.EXHAUSTED);
            });
  }

  @Test
  void BeforeAll_methods_get_no_parameters() {
    run(Early.class)
        .containerEvents()
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(message(text -> text.contains("No ParameterResolver registered"))));
  }

  @Test
  void HTTP_needs_a_connector_and_names_one() {
    run(Unconnected.class)
        .testEvents()
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                message(text -> text.contains("such as that of bankhub-adapter-feign; found []"))));
  }

  @Test
  void the_client_over_HTTP_is_closed_after_its_test(@TempDir Path services) throws IOException {
    Path file = services.resolve("META-INF/services/" + BankHubConnector.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, Closing.class.getName());
    ClassLoader usual = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {services.toUri().toURL()}, usual)) {
      Thread.currentThread().setContextClassLoader(loader);
      EngineTestKit.engine("junit-jupiter").selectors(selectClass(Connected.class)).execute();
    } finally {
      Thread.currentThread().setContextClassLoader(usual);
    }
    assertThat(Closing.CALLS).containsExactly("connected to 127.0.0.1", "closed");
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .selectors(selectClass(tests))
        .execute();
  }

  @BankHubTest(Transport.HTTP)
  static class Unconnected {

    @Test
    void asks_for_a_hub(BankHub hub) {
      assertThat(hub).isNotNull();
    }
  }

  @BankHubTest(Transport.HTTP)
  static class Connected {

    @Test
    void asks_for_all(BankHub hub, BankHub again, WebhookInbox inbox) {
      assertThat(inbox.received()).isEmpty();
      assertThat(hub).isSameAs(again);
    }
  }

  /** Connects to nothing, and records that it was closed. */
  public static final class Closing implements BankHubConnector {

    static final List<String> CALLS = new CopyOnWriteArrayList<>();

    @Override
    public BankHub connect(
        BankHubEnvironment environment, ClientCredentials client, InstantSource clock) {
      CALLS.add("connected to " + environment.baseUri().getHost());
      return (BankHub)
          Proxy.newProxyInstance(
              Closing.class.getClassLoader(),
              new Class<?>[] {BankHub.class, AutoCloseable.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  CALLS.add("closed");
                }
                return null;
              });
    }
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
    void still_has_the_server(BankHubServer server) {
      assertThat(server.baseUri().getPort()).isEqualTo(port);
    }
  }

  static class Leaving {

    static final Set<Control> LEFT = ConcurrentHashMap.newKeySet();

    @Test
    @BankHubTest
    void leaves_a_pending_webhook_in_memory(InMemoryBankHub hub, WebhookInbox inbox) {
      leave(hub, inbox);
    }

    @Test
    @BankHubTest(Transport.HTTP)
    void leaves_a_pending_webhook_over_http(InMemoryBankHub hub, WebhookInbox inbox) {
      leave(hub, inbox);
    }

    private static void leave(InMemoryBankHub hub, WebhookInbox inbox) {
      inbox.breakConnections();
      hub.linkTokens().create(LinkTokenRequest.link(hub.control().addCompany("ABC")));
      LEFT.add(hub.control());
    }
  }

  @BankHubTest
  static class Early {

    @BeforeAll
    static void wants_a_hub(BankHub hub) {
      hub.accessToken();
    }

    @Test
    void never_runs() {}
  }
}
