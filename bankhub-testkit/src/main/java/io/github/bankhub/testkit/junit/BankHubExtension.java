package io.github.bankhub.testkit.junit;

import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.BankHubConnector;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.WebhookInboxServer;
import io.github.bankhub.testkit.Webhooks;
import io.github.bankhub.testkit.clock.TestClock;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** The extension behind {@link BankHubTest}. Thread-safe: JUnit stores its state per test. */
final class BankHubExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(BankHubExtension.class);
  private static final Map<Class<?>, Function<Store, Object>> PARAMETERS =
      Map.of(
          InMemoryBankHub.class, BankHubExtension::hub,
          BankHub.class, BankHubExtension::client,
          Control.class, store -> hub(store).control(),
          TestClock.class, store -> hub(store).control().clock(),
          BankHubServer.class, BankHubExtension::server,
          WebhookInbox.class, BankHubExtension::inbox);

  /** Annotations that say nothing about where the value comes from. */
  private static final Set<String> NULLNESS =
      Set.of("Nullable", "NonNull", "Nonnull", "NotNull", "CheckForNull");

  // By name, because the module junit-jupiter-params is optional.
  private static final String PARAMETERIZED_TEST = "org.junit.jupiter.params.ParameterizedTest";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getTestMethod().isPresent()
        && PARAMETERS.containsKey(parameter.getParameter().getType())
        && !isForOther(parameter.getParameter())
        && !isArgument(parameter);
  }

  /** An annotation such as {@code @Mock} or {@code @Autowired} chooses another extension. */
  private static boolean isForOther(Parameter parameter) {
    return Stream.of(parameter.getAnnotations())
        .map(annotation -> annotation.annotationType().getSimpleName())
        .anyMatch(name -> !NULLNESS.contains(name));
  }

  /** A parameterized test has at least one argument, and its arguments come first. */
  private static boolean isArgument(ParameterContext parameter) {
    return parameter.getIndex() == 0
        && isParameterizedTest(parameter.getDeclaringExecutable(), new HashSet<>());
  }

  private static boolean isParameterizedTest(AnnotatedElement element, Set<Class<?>> seen) {
    return Stream.of(element.getAnnotations())
        .map(Annotation::annotationType)
        .filter(seen::add)
        .anyMatch(
            type -> type.getName().equals(PARAMETERIZED_TEST) || isParameterizedTest(type, seen));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    Store store = test.getStore(NAMESPACE);
    get(store, Transport.class, () -> transport(test));
    return Objects.requireNonNull(PARAMETERS.get(type), type::getName).apply(store);
  }

  /** Uses the nearest annotation, because nested classes share the extension of the outer one. */
  private static Transport transport(ExtensionContext test) {
    for (ExtensionContext at = test; ; at = at.getParent().orElseThrow()) {
      Optional<BankHubTest> chosen =
          at.getElement()
              .flatMap(element -> AnnotationSupport.findAnnotation(element, BankHubTest.class));
      if (chosen.isPresent()) {
        return chosen.orElseThrow().value();
      }
      if (at.getParent().isEmpty()) {
        return Transport.IN_MEMORY;
      }
    }
  }

  /** Closes the objects of the test, because not every JUnit version closes them. */
  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    Store store = test.getStore(NAMESPACE);
    InMemoryBankHub hub = store.get(InMemoryBankHub.class, InMemoryBankHub.class);
    if (hub != null) {
      // First: another test could get the free port, and a webhook would reach it.
      hub.control().webhooks().off();
    }
    List<Class<?>> closeables =
        List.of(BankHub.class, WebhookInboxServer.class, BankHubServer.class);
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

  private static WebhookInbox inbox(Store store) {
    return get(store, WebhookInbox.class, () -> createInbox(store));
  }

  private static WebhookInbox createInbox(Store store) {
    Webhooks webhooks = hub(store).control().webhooks();
    if (isInMemory(store)) {
      return webhooks.inbox();
    }
    WebhookInboxServer receiver = get(store, WebhookInboxServer.class, WebhookInboxServer::start);
    webhooks.deliverTo(receiver.url(), receiver.inbox().secret());
    return receiver.inbox();
  }

  private static boolean isInMemory(Store store) {
    return store.get(Transport.class, Transport.class) == Transport.IN_MEMORY;
  }

  private static BankHub client(Store store) {
    return isInMemory(store) ? hub(store) : get(store, BankHub.class, () -> connect(store));
  }

  private static BankHub connect(Store store) {
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
    Control control = hub(store).control();
    return connectors
        .get(0)
        .connect(server(store).environment(), control.credentials(), control.clock());
  }

  private static InMemoryBankHub hub(Store store) {
    return get(store, InMemoryBankHub.class, InMemoryBankHub::create);
  }

  private static BankHubServer server(Store store) {
    return get(store, BankHubServer.class, () -> BankHubServer.start(hub(store)));
  }

  /** {@return the test's object of a type, created when it is first needed} */
  private static <T> T get(Store store, Class<T> type, Supplier<T> creator) {
    return store.getOrComputeIfAbsent(type, key -> creator.get(), type);
  }
}
