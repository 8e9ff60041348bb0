package io.github.bankhub.testkit.junit;

import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A hub for all tests of a class, or of a whole run, for an application that outlives a test.
 *
 * <p>Use it in a static field with {@code @RegisterExtension}. The address of its server is known
 * before the first test, for example in a {@code @DynamicPropertySource} method of Spring. Several
 * classes share the hub if they share the field, for example by a common base class. The hub runs
 * until the end of the test run, because a Spring context may be used as long.
 *
 * <pre>{@code
 * @RegisterExtension static final BankHubExtension HUB = BankHubExtension.create();
 *
 * @DynamicPropertySource
 * static void address(DynamicPropertyRegistry registry) {
 *   registry.add("bankhub.base-uri", () -> HUB.server().baseUri());
 * }
 * }</pre>
 *
 * <p>The hub is reset before and after each test, so its state is fresh. Only its clock goes on.
 * Tests that share a hub wait for each other if JUnit runs them in parallel. {@link #keepState}
 * changes both. Tests can have the parameters of {@link BankHubTest}, and also its annotation.
 *
 * <p>Thread-safe.
 */
public final class BankHubExtension
    implements ParameterResolver,
        BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback {

  private final Supplier<InMemoryBankHub> creator;
  private final boolean isReset;
  private @Nullable TestHub current;

  private BankHubExtension(Supplier<InMemoryBankHub> creator, boolean isReset) {
    this.creator = creator;
    this.isReset = isReset;
  }

  /** {@return an extension with a new hub, which starts when it is first needed} */
  public static BankHubExtension create() {
    return of(InMemoryBankHub.builder());
  }

  /**
   * {@return an extension with a hub of your own, which starts when it is first needed}
   *
   * @param builder the builder of the hub, for example with initial data, which each reset
   *     restores. Its seed chooses the credentials, and the ids until the first reset. Then the ids
   *     depend on the test, as with {@link BankHubTest}, whose {@code seed} chooses them. With
   *     {@link #keepState} the builder's seed applies to all ids.
   */
  public static BankHubExtension of(InMemoryBankHub.Builder builder) {
    Objects.requireNonNull(builder, "builder");
    return new BankHubExtension(builder::build, true);
  }

  /**
   * {@return an extension that never resets the hub} Each test finds the state of the tests before
   * it. Tests in parallel use the hub at the same time.
   */
  public BankHubExtension keepState() {
    return new BankHubExtension(creator, false);
  }

  /** {@return the hub} */
  public InMemoryBankHub hub() {
    return shared().hub();
  }

  /** {@return the control of the hub} */
  public Control control() {
    return hub().control();
  }

  /** {@return the server of the hub, started by the first call} */
  public BankHubServer server() {
    return shared().server();
  }

  private synchronized TestHub shared() {
    TestHub known = current;
    if (known == null || known.isClosed()) {
      known = TestHub.shared(creator.get(), isReset);
      current = known;
    }
    return known;
  }

  /** Called by JUnit. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Called by JUnit. */
  @Override
  public void beforeAll(ExtensionContext context) {
    new TestContext(context).share(shared());
  }

  /** Called by JUnit. */
  @Override
  public void beforeEach(ExtensionContext context) {
    new TestContext(context).begin(this::shared);
  }

  /** Called by JUnit. */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    // With the annotation, its extension resolves the parameters.
    return new TestContext(context).annotation().isEmpty()
        && TestParameters.areSupported(parameter, context);
  }

  /** Called by JUnit. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new TestContext(context).resolve(parameter.getParameter().getType());
  }

  /** Called by JUnit. */
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    new TestContext(context).close();
  }

  /** Called by JUnit. */
  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    new TestContext(context).close();
  }
}
