package io.github.bankhub.testkit;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.sample.Samples;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * The offline Bank Hub as a program, for any language and for the command line.
 *
 * <p>It has the companies and bank accounts of SePay's samples, and prints how to call it. It
 * generates the credentials that it prints; SePay does not know them.
 *
 * <p>With the system properties {@code bankhub.webhook.url} and {@code bankhub.webhook.secret} it
 * sends its webhooks to that address, with that secret in {@code X-Secret-Key}. Its clock follows
 * the system's. With {@code bankhub.clock=fixed} the clock is fixed until a request advances it.
 */
public final class OfflineBankHub {

  private static final String CLOCK = "bankhub.clock";
  private static final String WEBHOOK_URL = "bankhub.webhook.url";
  private static final String WEBHOOK_SECRET = "bankhub.webhook.secret";

  private OfflineBankHub() {}

  /**
   * Runs until Ctrl-C stops it.
   *
   * @param args the port to listen on at 127.0.0.1; without it, a free one
   * @throws InterruptedException if the thread is interrupted; the port is free again then
   * @throws IllegalArgumentException if the port or the webhook's address is invalid
   * @throws java.io.UncheckedIOException if the port cannot be bound
   */
  public static void main(String[] args) throws InterruptedException {
    try (BankHubServer server = start(args, System.getProperties())) {
      describe(server, System.out);
      new CountDownLatch(1).await();
    }
  }

  /** Starts a server as the properties say. A reset restores their webhook. */
  static BankHubServer start(String[] args, Properties properties) {
    int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
    // The credentials stay the same from run to run, but ids must never repeat.
    ClientCredentials client = InMemoryBankHub.create().control().credentials();
    InMemoryBankHub hub =
        InMemoryBankHub.builder()
            .clock(clock(properties))
            .seed(new SecureRandom().nextLong())
            .data(
                control -> {
                  control.addClient(client);
                  control.addSamples();
                  deliver(control.webhooks(), properties);
                })
            .build();
    return BankHubServer.start(hub, port);
  }

  private static TestClock clock(Properties properties) {
    String clock = properties.getProperty(CLOCK, "ticking");
    return switch (clock) {
      case "ticking" -> TestClock.ticking();
      case "fixed" -> TestClock.fixed(Instant.now());
      default ->
          throw new IllegalArgumentException(
              "-D%s is %s; expected ticking or fixed".formatted(CLOCK, clock));
    };
  }

  /** Sends webhooks as the properties say; without them, stores them for the demo page. */
  private static void deliver(Webhooks webhooks, Properties properties) {
    String url = properties.getProperty(WEBHOOK_URL, "");
    String secret = properties.getProperty(WEBHOOK_SECRET, "");
    if (url.isEmpty() && secret.isEmpty()) {
      webhooks.inbox();
    } else if (url.isEmpty() || secret.isEmpty()) {
      throw new IllegalArgumentException(
          "-D%s is missing; give it and -D%s, or neither"
              .formatted(
                  url.isEmpty() ? WEBHOOK_URL : WEBHOOK_SECRET,
                  url.isEmpty() ? WEBHOOK_SECRET : WEBHOOK_URL));
    } else {
      webhooks.deliverTo(address(url), new WebhookSecret(secret));
    }
  }

  private static URI address(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      // Without the address, which may hold a password, and without the cause, which shows it.
      throw new IllegalArgumentException(
          "-D%s is not a valid URI: %s at index %s; expected one such as %s"
              .formatted(
                  WEBHOOK_URL, e.getReason(), e.getIndex(), "http://127.0.0.1:8081/webhooks"));
    }
  }

  /** Prints how to call the server. The two commands can be copied unchanged. */
  static void describe(BankHubServer server, PrintStream out) {
    ClientCredentials client = InMemoryBankHub.create().control().credentials();
    out.printf(
        """
        The offline Bank Hub is running. Press Ctrl-C to stop it. It sends nothing to SePay.

        Base URL:      %1$s
        Client id:     %2$s
        Client secret: %3$s
        Company:       %4$s
        Bank account:  %5$s
        In a browser:  %1$s/_testkit/demo

        Get an access token:

        TOKEN=$(curl -s -X POST -u '%2$s:%3$s' '%1$s/v1/token' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

        Create a link token:

        curl -s '%1$s/v1/link-token/create' -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"company_xid":"%4$s","purpose":"LINK_BANK_ACCOUNT"}'

        Webhooks appear on the demo page. To receive them, set -D%6$s and -D%7$s.

        This program made up the credentials; SePay does not know them.
        """,
        server.baseUri(),
        client.clientId(),
        client.clientSecret().reveal(),
        Samples.COMPANY,
        Samples.BANK_ACCOUNT,
        WEBHOOK_URL,
        WEBHOOK_SECRET);
  }
}
