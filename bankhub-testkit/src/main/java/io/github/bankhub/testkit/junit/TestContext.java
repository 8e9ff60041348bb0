package io.github.bankhub.testkit.junit;

import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.BankHubConnector;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.WebhookInboxServer;
import io.github.bankhub.testkit.clock.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** The objects of a test or a test class, in JUnit's store of its context. */
final class TestContext {

  private static final Namespace NAMESPACE = Namespace.create(TestContext.class);
  private static final Map<Class<?>, Function<TestContext, Object>> VALUES =
      Map.of(
          InMemoryBankHub.class,
          context -> context.hub().hub(),
          BankHub.class,
          TestContext::client,
          Control.class,
          TestContext::control,
          TestClock.class,
          context -> context.control().clock(),
          BankHubServer.class,
          context -> context.hub().server(),
          WebhookInbox.class,
          TestContext::inbox);

  private final ExtensionContext context;
  private final Store store;

  TestContext(ExtensionContext context) {
    this.context = context;
    this.store = context.getStore(NAMESPACE);
  }

  static boolean hasValueOf(Class<?> type) {
    return VALUES.containsKey(type);
  }

  Object resolve(Class<?> type) {
    begin();
    return Objects.requireNonNull(VALUES.get(type), type::getName).apply(this);
  }

  /** Begins the test with the hub that it shares, if it shares one. A second call does nothing. */
  void begin() {
    TestHub known = known();
    if (isTest() && known != null) {
      get(SharedUse.class, () -> SharedUse.begin(known, context.getUniqueId(), seed()));
    }
  }

  /** Shares a hub with all tests of this class, until the end of the run. */
  void share(TestHub shared) {
    store.put(TestHub.class, shared);
    Store run = context.getRoot().getStore(NAMESPACE);
    run.getOrComputeIfAbsent(shared, key -> new HubOwner(shared), HubOwner.class);
  }

  /** Begins the test with a hub of its test instance, unless its class shares one. */
  void begin(Supplier<TestHub> hubOfInstance) {
    if (known() == null) {
      store.put(HubOwner.class, new HubOwner(hubOfInstance.get()));
    }
    begin();
  }

  /** {@return the nearest annotation, because nested classes share the extension of the outer} */
  Optional<BankHubTest> annotation() {
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.flatMap(ExtensionContext::getParent)) {
      Optional<BankHubTest> chosen =
          at.flatMap(ExtensionContext::getElement)
              .flatMap(element -> AnnotationSupport.findAnnotation(element, BankHubTest.class));
      if (chosen.isPresent()) {
        return chosen;
      }
    }
    return Optional.empty();
  }

  /** Closes the objects of this context, because not every JUnit version closes them. */
  void close() throws Exception {
    // The hub is first: another test could get the free port, and a webhook would reach it.
    List<Class<?>> closeables =
        List.of(SharedUse.class, HubOwner.class, ConnectedClient.class, ConnectedInbox.class);
    List<Exception> failures = new ArrayList<>();
    for (Class<?> type : closeables) {
      if (store.remove(type) instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          failures.add(e);
        }
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private boolean isTest() {
    return context.getTestMethod().isPresent();
  }

  private TestHub hub() {
    TestHub known = known();
    return known == null ? get(HubOwner.class, () -> new HubOwner(createHub())).hub() : known;
  }

  /** {@return the hub of this context or an outer one; null if none was created yet} */
  private @Nullable TestHub known() {
    HubOwner owner = store.get(HubOwner.class, HubOwner.class);
    return owner == null ? store.get(TestHub.class, TestHub.class) : owner.hub();
  }

  private TestHub createHub() {
    InMemoryBankHub created = InMemoryBankHub.builder().seed(seed()).build();
    boolean isReset = annotation().map(BankHubTest::reset).orElse(true);
    return isTest() ? TestHub.ofOneTest(created) : TestHub.shared(created, isReset);
  }

  private long seed() {
    return annotation()
        .map(BankHubTest::seed)
        .filter(seed -> seed != 0)
        .orElseGet(this::seedOfContext);
  }

  /** The same in each run, and another one for each test. */
  private long seedOfContext() {
    byte[] id = context.getUniqueId().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(id).getMostSignificantBits();
  }

  private Control control() {
    return hub().hub().control();
  }

  private boolean isInMemory() {
    return annotation().map(BankHubTest::value).orElse(Transport.IN_MEMORY) == Transport.IN_MEMORY;
  }

  private BankHub client() {
    return isInMemory()
        ? hub().hub()
        : get(ConnectedClient.class, () -> new ConnectedClient(connect())).client();
  }

  private BankHub connect() {
    List<BankHubConnector> connectors =
        ServiceLoader.load(BankHubConnector.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    if (connectors.size() != 1) {
      throw new ParameterResolutionException(
          "@BankHubTest(Transport.HTTP) needs exactly one BankHubConnector on the class path, such"
              + " as that of bankhub-adapter-feign; found "
              + connectors);
    }
    return connectors
        .get(0)
        .connect(hub().server().environment(), control().credentials(), control().clock());
  }

  private WebhookInbox inbox() {
    return get(ConnectedInbox.class, this::connectInbox).inbox();
  }

  private ConnectedInbox connectInbox() {
    TestHub hub = hub();
    ConnectedInbox connected =
        isInMemory() ? ConnectedInbox.inMemory(control()) : ConnectedInbox.overHttp(control());
    if (!isTest()) {
      hub.onReset(connected::reconnect);
    }
    return connected;
  }

  /** {@return the object of this context or an outer one, created when it is first needed} */
  private <T> T get(Class<T> type, Supplier<T> creator) {
    return store.getOrComputeIfAbsent(type, key -> creator.get(), type);
  }

  /** What JUnit closes with its store, if an extension did not do it before. */
  // Before 5.13, JUnit closes only a CloseableResource.
  @SuppressWarnings({"deprecation", "try"})
  private interface Closeable extends Store.CloseableResource, AutoCloseable {

    @Override
    void close() throws Exception;
  }

  /** Closes a hub at the end of the context that created it. */
  private record HubOwner(TestHub hub) implements Closeable {

    @Override
    public void close() {
      hub.close();
    }
  }

  /** The time in which a test uses a shared hub. */
  private record SharedUse(Runnable end) implements Closeable {

    static SharedUse begin(TestHub shared, String test, long seed) {
      try {
        return new SharedUse(shared.begin(test, seed));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ParameterResolutionException(
            "interrupted while another test used the shared hub", e);
      }
    }

    @Override
    public void close() {
      end.run();
    }
  }

  /** A client over HTTP, closed if it can be closed. */
  @SuppressWarnings("try") // It throws what the client throws.
  private record ConnectedClient(BankHub client) implements Closeable {

    @Override
    public void close() throws Exception {
      if (client instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  /** An inbox, and its server if it has one. */
  private record ConnectedInbox(WebhookInbox inbox, Runnable connector, Runnable closer)
      implements Closeable {

    static ConnectedInbox inMemory(Control control) {
      WebhookInbox inbox = new WebhookInbox();
      Runnable connector =
          () -> {
            control.webhooks().deliverTo(inbox, inbox.secret());
            control.ipns().deliverTo(inbox, inbox.apiKey());
          };
      return connected(inbox, connector, () -> {});
    }

    static ConnectedInbox overHttp(Control control) {
      WebhookInboxServer server = WebhookInboxServer.start();
      Runnable connector =
          () -> {
            control.webhooks().deliverTo(server);
            control.ipns().deliverTo(server);
          };
      return connected(server.inbox(), connector, server::close);
    }

    private static ConnectedInbox connected(
        WebhookInbox inbox, Runnable connector, Runnable closer) {
      connector.run();
      return new ConnectedInbox(inbox, connector, closer);
    }

    void reconnect() {
      inbox.clear();
      connector.run();
    }

    @Override
    public void close() {
      closer.run();
    }
  }
}
