package io.github.bankhub.testkit.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The extension behind {@link BankHubTest}. Thread-safe: JUnit stores its state per context. */
final class BankHubTestExtension
    implements ParameterResolver, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    // So that a parameter of a constructor belongs to the test; JUnit 5.12 and later ask for it.
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestParameters.areSupported(parameter, context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new TestContext(context).resolve(parameter.getParameter().getType());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    new TestContext(context).begin();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    new TestContext(context).close();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    new TestContext(context).close();
  }
}
