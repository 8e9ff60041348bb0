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
 * Bank Hub offline as a program of its own, for any language and for the command line.
 *
 * <p>It knows the companies and bank accounts of SePay's samples, and prints how to call it. The
 * credentials that it prints are its own: they open nothing of SePay's.
 *
 * <p>With the system properties {@code bankhub.webhook.url} and {@code bankhub.webhook.secret} it
 * sends its webhooks to that address, and shows that secret in {@code X-Secret-Key}. Its clock runs
 * with the system's; with {@code bankhub.clock=standing} it stands until it is turned.
 */
public final class OfflineBankHub {

  private static final String CLOCK = "bankhub.clock";
  private static final String WEBHOOK_URL = "bankhub.webhook.url";
  private static final String WEBHOOK_SECRET = "bankhub.webhook.secret";

  private OfflineBankHub() {}

  /**
   * Runs until it is stopped with Ctrl-C.
   *
   * @param args the port to listen on at 127.0.0.1; without it, one that is free
   * @throws InterruptedException if the thread is interrupted; the port is free again then
   * @throws IllegalArgumentException if the argument is no port, or the webhook cannot be sent to
   * @throws java.io.UncheckedIOException if the port cannot be had
   */
  public static void main(String[] args) throws InterruptedException {
    try (BankHubServer server = start(args, System.getProperties())) {
      describe(server, System.out);
      new CountDownLatch(1).await();
    }
  }

  /** What the properties ask for; it comes back with each reset. */
  static BankHubServer start(String[] args, Properties properties) {
    int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
    // An application keeps its credentials from run to run; ids it must never have seen.
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
      case "standing" -> TestClock.standing(Instant.now());
      default ->
          throw new IllegalArgumentException(
              "-D%s is %s; expected ticking or standing".formatted(CLOCK, clock));
    };
  }

  /** Sends webhooks where the properties say; else keeps them for the merchant's page. */
  private static void deliver(Webhooks webhooks, Properties properties) {
    String url = properties.getProperty(WEBHOOK_URL, "");
    String secret = properties.getProperty(WEBHOOK_SECRET, "");
    if (url.isEmpty() && secret.isEmpty()) {
      webhooks.inbox();
    } else if (url.isEmpty() || secret.isEmpty()) {
      throw new IllegalArgumentException(
          "-D%s is not there; give it and -D%s, or neither"
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
      // Without the address and without the cause, which shows it: it may hold a password.
      throw new IllegalArgumentException(
          "-D%s is no address: %s at index %s; expected one such as http://127.0.0.1:8081/webhooks"
              .formatted(WEBHOOK_URL, e.getReason(), e.getIndex()));
    }
  }

  /** Prints what a person needs to call the server; the two commands can be pasted as they are. */
  static void describe(BankHubServer server, PrintStream out) {
    ClientCredentials client = InMemoryBankHub.create().control().credentials();
    out.printf(
        """
        Bank Hub offline, listening until Ctrl-C. Nothing leaves this machine.

        base URL       %1$s
        client id      %2$s
        client secret  %3$s
        company        %4$s
        bank account   %5$s

        To try it in a browser: %1$s/_testkit/demo

        An access token:

        TOKEN=$(curl -s -X POST -u '%2$s:%3$s' '%1$s/v1/token' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

        A link token:

        curl -s '%1$s/v1/link-token/create' -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"company_xid":"%4$s","purpose":"LINK_BANK_ACCOUNT"}'

        Webhooks go where -D%6$s says, with -D%7$s; without them, to the merchant's page.

        The credentials are this program's own; they open nothing of SePay's.
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
