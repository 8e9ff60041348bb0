package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.port.BankHub;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a log would show. */
final class SecretAssertions {

  private SecretAssertions() {}

  /** All that a failure tells: messages, causes, what was suppressed, and the answer's excerpt. */
  static String of(BankHubException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text + failure.call().excerpt().orElse("");
  }

  static String of(BankHub hub) {
    return hub
        + " "
        + hub.environment()
        + " "
        + hub.linkTokens()
        + " "
        + hub.bankAccounts()
        + " "
        + hub.accessTokens();
  }

  static void assertHides(String secret, String printed, String message) {
    // Not assertEquals and the like: a failing test must not print the secret either.
    assertFalse(printed.contains(secret), message);
  }

  static void assertHides(ClientCredentials credentials, String printed, String message) {
    String secret = credentials.clientSecret().reveal();
    assertHides(secret, printed, message);
    assertHides(base64(credentials.clientId() + ":" + secret), printed, message);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
