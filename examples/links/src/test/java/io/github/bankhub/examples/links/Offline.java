package io.github.bankhub.examples.links;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.InstantSource;
import java.util.Map;

/** The offline Bank Hub of the tests. It starts before the application, which needs its address. */
public final class Offline {

  static final WebhookSecret WEBHOOK_SECRET = new WebhookSecret("webhook-secret");
  static final String IPN_KEY = "ipn-key";

  private static final BankHubServer SERVER = BankHubServer.start(InMemoryBankHub.create());

  private Offline() {}

  /** {@return the settings of the application} */
  public static Map<String, String> settings() {
    return Map.of(
        "bankhub.environment", SERVER.baseUri().toString(),
        "bankhub.client-id", control().credentials().clientId(),
        "bankhub.client-secret", control().credentials().clientSecret().reveal(),
        "sepay.webhook-secret", WEBHOOK_SECRET.reveal(),
        "sepay.ipn-key", IPN_KEY);
  }

  /** {@return the clock of the application} */
  public static InstantSource clock() {
    return control().clock();
  }

  static Control control() {
    return SERVER.hub().control();
  }
}
