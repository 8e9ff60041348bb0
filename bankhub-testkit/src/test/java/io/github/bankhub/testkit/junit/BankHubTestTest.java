package io.github.bankhub.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.BankHubConnector;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.ClassSelector;
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

    @Test
    void the_inbox_receives_the_IPNs_of_that_hub(Control control, WebhookInbox inbox) {
      control.addTransaction(
          SimulatedTransaction.credit(Samples.BANK_ACCOUNT, BigDecimal.TEN, "DH1"));
      assertThat(inbox.awaitIpn().content()).isEqualTo("DH1");
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
  void ids_differ_between_tests_and_are_the_same_in_each_run() {
    run(Seeded.class).testEvents().assertStatistics(events -> events.succeeded(13));
    Map<String, LinkTokenXid> first = Map.copyOf(Seeded.XIDS);
    Seeded.XIDS.clear();
    run(Seeded.class);
    assertThat(first).hasSize(13).isEqualTo(Seeded.XIDS);
    assertThat(first.values()).doesNotHaveDuplicates();
  }

  @Test
  void a_seed_chooses_the_ids() {
    run(Chosen.class).testEvents().assertStatistics(events -> events.succeeded(2));
    assertThat(Chosen.CREDENTIALS)
        .containsExactlyInAnyOrder(
            InMemoryBankHub.builder().seed(7).build().control().credentials(),
            InMemoryBankHub.builder().seed(8).build().control().credentials());
  }

  /** One after the other, because their tests write to the same fields. */
  @Nested
  @Execution(ExecutionMode.SAME_THREAD)
  class With_a_shared_hub {

    @ParameterizedTest
    @ValueSource(
        classes = {
          Begun.class,
          BegunWithNested.class,
          OneInstance.class,
          RegisteredFirst.class,
          RegisteredAndAnnotated.class,
          RegisteredPerTest.class
        })
    void tests_that_share_a_hub_have_its_address_and_a_fresh_state(Class<?> tests) {
      Shared.forget();
      EngineExecutionResults results = run(tests);
      results.allEvents().failed().assertThatEvents().isEmpty();
      assertThat(Shared.XIDS).hasSize(20).doesNotHaveDuplicates();
      if (tests != RegisteredPerTest.class) {
        assertThat(Shared.PORTS).hasSize(1);
      }
    }

    @Test
    void a_shared_hub_has_the_same_ids_in_each_run_whatever_the_order() {
      Shared.forget();
      run(Begun.class);
      Set<LinkTokenXid> first = Set.copyOf(Shared.XIDS);
      Shared.forget();
      run(Begun.class);
      assertThat(Shared.XIDS).isEqualTo(first);
    }

    @Test
    void tests_with_the_same_seed_have_the_same_ids_in_a_shared_hub() {
      Shared.forget();
      run(BegunWithSeed.class).allEvents().failed().assertThatEvents().isEmpty();
      assertThat(Shared.XIDS).hasSize(1);
    }

    @Test
    void the_hub_of_a_class_is_closed_after_it() {
      Shared.forget();
      run(Begun.class);
      assertThat(Shared.hub).satisfies(BankHubTestTest::isClosed);
    }

    @Test
    void a_registered_hub_is_closed_at_the_end_of_the_run_also_by_an_older_JUnit() {
      runAsOlderJUnit(RegisteredFirst.class).allEvents().failed().assertThatEvents().isEmpty();
      assertThat(Shared.hub).satisfies(BankHubTestTest::isClosed);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_test_that_another_extension_stops_does_not_keep_the_hub_also_in_an_older_JUnit() {
      runAsOlderJUnit(Stopped.class)
          .testEvents()
          .assertStatistics(events -> events.failed(1).succeeded(1));
    }

    @Test
    void a_registered_hub_serves_several_classes() {
      Shared.forget();
      run(RegisteredFirst.class, RegisteredSecond.class)
          .allEvents()
          .failed()
          .assertThatEvents()
          .isEmpty();
      assertThat(Shared.XIDS).hasSize(40).doesNotHaveDuplicates();
      assertThat(Shared.PORTS).hasSize(1);
    }

    @Test
    void a_shared_hub_keeps_its_state_if_it_is_not_reset() {
      for (Class<?> tests : List.of(Kept.class, RegisteredAndKept.class)) {
        run(tests).allEvents().failed().assertThatEvents().isEmpty();
      }
      assertThat(RegisteredAndKept.seen).isEqualTo(20);
    }

    @Test
    void no_webhook_of_a_test_arrives_in_the_next_one() {
      run(InboxOfClass.class).allEvents().failed().assertThatEvents().isEmpty();
    }
  }

  private static void isClosed(InMemoryBankHub hub) {
    assertThatIllegalStateException().isThrownBy(() -> hub.control().reset());
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

  private static EngineExecutionResults run(Class<?>... tests) {
    return engine(tests).execute();
  }

  /** Before 5.13, JUnit closes no AutoCloseable of a store. */
  private static EngineExecutionResults runAsOlderJUnit(Class<?>... tests) {
    return engine(tests)
        .configurationParameter(
            "junit.jupiter.extensions.store.close.autocloseable.enabled", "false")
        .execute();
  }

  private static EngineTestKit.Builder engine(Class<?>... tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .selectors(Stream.of(tests).map(type -> selectClass(type)).toArray(ClassSelector[]::new));
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
  static class Seeded {

    static final Map<String, LinkTokenXid> XIDS = new ConcurrentHashMap<>();

    private final Control constructed;

    Seeded(Control control) {
      constructed = control;
    }

    @RepeatedTest(10)
    void repeated(BankHub hub, Control control, TestInfo info) {
      assertThat(control).isSameAs(constructed);
      create(hub, control, info);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String name, BankHub hub, Control control, TestInfo info) {
      create(hub, control, info);
    }

    @Test
    void single(BankHub hub, Control control, TestInfo info) {
      create(hub, control, info);
    }

    private static void create(BankHub hub, Control control, TestInfo info) {
      LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("ABC")));
      XIDS.put(info.getTestMethod().orElseThrow() + info.getDisplayName(), token.xid());
    }
  }

  @BankHubTest(seed = 7)
  static class Chosen {

    static final Set<ClientCredentials> CREDENTIALS = ConcurrentHashMap.newKeySet();

    @Test
    void of_its_class(Control control) {
      CREDENTIALS.add(control.credentials());
    }

    @Test
    @BankHubTest(seed = 8)
    void of_its_own(Control control) {
      CREDENTIALS.add(control.credentials());
    }
  }

  /** What tests that share a hub have seen. */
  static final class Shared {

    static final Set<LinkTokenXid> XIDS = ConcurrentHashMap.newKeySet();
    static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();
    static volatile InMemoryBankHub hub;

    private Shared() {}

    static void forget() {
      XIDS.clear();
      PORTS.clear();
    }

    /** Fails if another test has left something, or uses the hub now. */
    static void use(BankHubServer server) {
      hub = server.hub();
      PORTS.add(server.baseUri().getPort());
      Control control = server.hub().control();
      assertThat(control.companies()).isEmpty();
      assertThat(control.journal()).isEmpty();
      CompanyXid company = control.addCompany("ABC");
      XIDS.add(server.hub().linkTokens().create(LinkTokenRequest.link(company)).xid());
      assertThat(control.companies()).hasSize(1);
      assertThat(control.journal()).hasSize(2);
    }
  }

  @BankHubTest
  static class Begun {

    @BeforeAll
    static void starts_an_application(BankHubServer server, Control control) {
      Shared.PORTS.add(server.baseUri().getPort());
      control.addCompany("gone when the first test begins");
    }

    @RepeatedTest(20)
    void has_a_fresh_state(BankHubServer server) {
      Shared.use(server);
    }

    @AfterAll
    static void still_has_the_server(BankHubServer server) {
      assertThat(Shared.PORTS).containsOnly(server.baseUri().getPort());
    }
  }

  @BankHubTest(seed = 7)
  static class BegunWithSeed {

    @BeforeAll
    static void starts_an_application(BankHubServer server) {
      assertThat(server).isNotNull();
    }

    @RepeatedTest(5)
    void has_a_fresh_state(BankHubServer server) {
      Shared.use(server);
    }
  }

  @BankHubTest
  static class BegunWithNested {

    @BeforeAll
    static void starts_an_application(BankHubServer server) {
      assertThat(server).isNotNull();
    }

    @RepeatedTest(10)
    void has_a_fresh_state(BankHubServer server) {
      Shared.use(server);
    }

    @Nested
    class Within {

      @RepeatedTest(10)
      void has_a_fresh_state(BankHubServer server) {
        Shared.use(server);
      }
    }
  }

  @BankHubTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {

    private final BankHubServer server;

    OneInstance(BankHubServer server) {
      this.server = server;
    }

    @RepeatedTest(20)
    void has_a_fresh_state(InMemoryBankHub hub) {
      assertThat(hub).isSameAs(server.hub());
      Shared.use(server);
    }
  }

  abstract static class Registered {

    @RegisterExtension static final BankHubExtension HUB = BankHubExtension.create();

    @RepeatedTest(20)
    void has_a_fresh_state(BankHubServer server) {
      assertThat(server).isSameAs(HUB.server());
      Shared.use(server);
    }
  }

  static class RegisteredFirst extends Registered {}

  static class RegisteredSecond extends Registered {}

  @BankHubTest
  static class RegisteredAndAnnotated {

    @RegisterExtension static final BankHubExtension HUB = BankHubExtension.create();

    @BeforeAll
    static void starts_an_application() {
      HUB.control().addCompany("gone when the first test begins");
    }

    @RepeatedTest(20)
    void has_a_fresh_state(BankHubServer server, BankHub hub) {
      assertThat(server).isSameAs(HUB.server());
      assertThat(hub).isSameAs(HUB.hub());
      Shared.use(server);
    }
  }

  /** The first instance fails after its constructor got the hub, so JUnit calls no afterEach. */
  @ExtendWith(Stopped.First.class)
  static class Stopped {

    @RegisterExtension static final BankHubExtension HUB = BankHubExtension.create();

    Stopped(Control control) {
      assertThat(control).isSameAs(HUB.control());
    }

    @RepeatedTest(2)
    @Execution(ExecutionMode.SAME_THREAD)
    void has_a_fresh_state(BankHubServer server) {
      assertThat(server.hub().control().companies()).isEmpty();
    }

    static final class First implements TestInstancePostProcessor {

      private final AtomicBoolean isFirst = new AtomicBoolean(true);

      @Override
      public void postProcessTestInstance(Object instance, ExtensionContext test) {
        assertThat(isFirst.getAndSet(false)).isFalse();
      }
    }
  }

  static class RegisteredPerTest {

    @RegisterExtension final BankHubExtension hub = BankHubExtension.create();

    @RepeatedTest(20)
    void has_its_own_hub(InMemoryBankHub same) {
      assertThat(same).isSameAs(hub.hub());
      Shared.use(hub.server());
    }
  }

  @BankHubTest(reset = false)
  static class Kept {

    @BeforeAll
    static void adds_data(Control control) {
      control.addSamples();
    }

    @RepeatedTest(20)
    void finds_it(Control control) {
      assertThat(control.companies()).isNotEmpty();
    }
  }

  static class RegisteredAndKept {

    @RegisterExtension
    static final BankHubExtension HUB =
        BankHubExtension.of(InMemoryBankHub.builder().seed(7)).keepState();

    static volatile int seen;

    @RepeatedTest(20)
    void adds_data(Control control) {
      control.addCompany("ABC");
    }

    @AfterAll
    static void counts(Control control) {
      seen = control.companies().size();
    }
  }

  @BankHubTest
  static class InboxOfClass {

    static WebhookInbox ofClass;

    @BeforeAll
    static void receives(WebhookInbox inbox) {
      ofClass = inbox;
    }

    @RepeatedTest(20)
    void gets_one_webhook(BankHub hub, Control control, WebhookInbox inbox) {
      assertThat(inbox).isSameAs(ofClass);
      assertThat(inbox.received()).isEmpty();
      hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("ABC")));
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
    }
  }
}
