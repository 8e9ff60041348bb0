package io.github.bankhub.testkit.junit;

import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.control.Control;
import io.github.bankhub.testkit.control.TestClock;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.server.BankHubServer;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The extension behind {@link BankHubTest}. Thread-safe: what it keeps, JUnit keeps per test. */
public final class BankHubExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace HERE = Namespace.create(BankHubExtension.class);
  private static final Map<Class<?>, Function<Store, Object>> GIVEN =
      Map.of(
          InMemoryBankHub.class, BankHubExtension::hub,
          BankHub.class, BankHubExtension::hub,
          Control.class, store -> hub(store).control(),
          TestClock.class, store -> hub(store).control().clock(),
          BankHubServer.class, BankHubExtension::server);

  /** An extension without state. */
  public BankHubExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getTestMethod().isPresent()
        && GIVEN.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return Objects.requireNonNull(GIVEN.get(type), type::getName).apply(test.getStore(HERE));
  }

  /** Closes the server, if the test had one: not left to JUnit, as not every version does it. */
  @Override
  public void afterEach(ExtensionContext test) {
    BankHubServer server = test.getStore(HERE).remove(BankHubServer.class, BankHubServer.class);
    if (server != null) {
      server.close();
    }
  }

  private static InMemoryBankHub hub(Store store) {
    return store.getOrComputeIfAbsent(
        InMemoryBankHub.class, key -> InMemoryBankHub.create(), InMemoryBankHub.class);
  }

  private static BankHubServer server(Store store) {
    return store.getOrComputeIfAbsent(
        BankHubServer.class, key -> BankHubServer.start(hub(store)), BankHubServer.class);
  }
}
