package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.port.BankHub;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that the text of an object, as a log shows it, contains no secret. */
final class SecretAssertions {

  private SecretAssertions() {}

  /** The whole text of a failure: messages, causes, suppressed exceptions and excerpt. */
  static String textOf(BankHubException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text + failure.call().excerpt().orElse("");
  }

  static String textOf(BankHub hub) {
    return Stream.concat(
            Stream.of(hub.toString()),
            Arrays.stream(BankHub.class.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .map(port -> textOf(hub, port)))
        .collect(Collectors.joining(" "));
  }

  /** A hub need not implement every port. */
  private static String textOf(BankHub hub, Method port) {
    try {
      return String.valueOf(port.invoke(hub));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UnsupportedOperationException) {
        return "";
      }
      throw new AssertionError(port.getName() + "() fails", e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError("the methods of an interface are public", e);
    }
  }

  static void assertHides(String secret, String text, String message) {
    // assertEquals and the like would print the secret in their message.
    assertFalse(text.contains(secret), message);
  }

  static void assertHides(ClientCredentials credentials, String text, String message) {
    String secret = credentials.clientSecret().reveal();
    assertHides(secret, text, message);
    assertHides(base64(credentials.clientId() + ":" + secret), text, message);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
