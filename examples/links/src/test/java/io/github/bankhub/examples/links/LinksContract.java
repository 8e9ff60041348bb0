package io.github.bankhub.examples.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.testkit.Webhooks;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every application of these examples does, over HTTP. */
public abstract class LinksContract {

  private static final Pattern URL = Pattern.compile("\"url\" ?: ?\"([^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private String user;

  /** {@return the address of the running application} */
  protected abstract URI application();

  /** {@return the path of its health endpoint} */
  protected abstract String healthPath();

  /** {@return the path that shows its meters} */
  protected abstract String metersPath();

  /** {@return the name of the meter of calls, as that path shows it} */
  protected String callsMeter() {
    return "bankhub.calls";
  }

  @BeforeEach
  void reset() {
    user = "Nguyễn & Co. = " + UUID.randomUUID();
    Offline.control().reset();
    Offline.control()
        .webhooks()
        .deliverTo(application().resolve("/sepay/webhook"), Offline.WEBHOOK_SECRET);
  }

  @Test
  void a_user_gets_a_hosted_link() {
    assertTrue(openLink().startsWith(Offline.settings().get("bankhub.environment")));
  }

  @Test
  void only_a_post_creates_a_link() {
    String company = Offline.control().addCompany("CONG TY TNHH ABC").value();

    assertEquals(405, get(linkPath(company)).statusCode());
  }

  @Test
  void a_second_click_returns_the_same_link_until_it_expires() {
    String link = openLink();
    assertEquals(link, openLink());

    Offline.control().clock().advance(Duration.ofMinutes(31));
    assertNotEquals(link, openLink());
  }

  @Test
  void a_linked_account_is_stored_for_its_user() {
    link();

    assertOneAccount();
  }

  @Test
  void a_repeated_event_has_one_effect() {
    Offline.control().webhooks().inject(DeliveryFault.duplicate().always());
    link();
    Webhooks webhooks = Offline.control().webhooks();
    webhooks.journal().forEach(delivery -> webhooks.redeliver(delivery.xid()));
    webhooks.awaitDeliveries();

    assertOneAccount();
  }

  @Test
  void a_message_without_the_secret_is_rejected() {
    assertEquals(401, post("/sepay/webhook", "{}").statusCode());
    assertEquals(401, post("/sepay/ipn", "{}", "Authorization", "Apikey wrong").statusCode());
  }

  @Test
  void a_message_that_cannot_be_read_is_accepted() {
    String secret = Offline.WEBHOOK_SECRET.reveal();

    assertEquals(200, post("/sepay/webhook", "no JSON", "X-Secret-Key", secret).statusCode());
  }

  @Test
  void a_payment_is_stored_once() {
    String payment = UUID.randomUUID().toString();
    pay(payment, "50000");
    pay(payment, "50000");

    assertEquals("[\"50000.00\"]", payments(payment));
  }

  @Test
  void a_payment_that_could_not_be_stored_is_stored_when_it_is_repeated() {
    String payment = UUID.randomUUID().toString();
    pay(payment, "1" + "0".repeat(30));
    assertEquals("[]", payments(payment));

    pay(payment, "50000");
    assertEquals("[\"50000.00\"]", payments(payment));
  }

  @Test
  void a_failed_call_has_a_status_that_says_what_to_do() {
    assertEquals(404, open(UUID.randomUUID().toString()).statusCode());

    String company = Offline.control().addCompany("CONG TY TNHH ABC").value();
    Offline.control().inject(FaultScenario.SERVER_ERROR_500.always());
    HttpResponse<String> response = open(company);
    assertEquals(503, response.statusCode());
    assertTrue(response.body().contains("Try again later"), response.body());
  }

  @Test
  void a_blank_company_is_rejected_with_its_name() {
    HttpResponse<String> response = open("");

    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("company_xid is required"), response.body());
  }

  @Test
  void health_and_meters_show_the_hub() {
    openLink();

    HttpResponse<String> health = get(healthPath());
    assertEquals(200, health.statusCode());
    assertTrue(health.body().matches("(?s).*\"circuit\" ?: ?\"CLOSED\".*"), health.body());
    HttpResponse<String> meters = get(metersPath());
    assertTrue(meters.body().contains(callsMeter()), meters.body());
  }

  private void link() {
    HostedLink link = HostedLink.of(openLink());
    Offline.control().hostedPage(link).linkSuccessfully(SandboxAccount.all().get(0));
    Offline.control().webhooks().awaitDeliveries();
  }

  /** Sends an IPN. Its effect fails if the column is too small for the amount. */
  private void pay(String payment, String amount) {
    String body =
        """
        {"transaction_id":"%s","bank_account_xid":"account of %s","account_number":"0001",
         "transfer_type":"credit","amount":%s}\
        """
            .formatted(payment, payment, amount);
    String authorization = "Apikey " + Offline.IPN_KEY;
    assertEquals(200, post("/sepay/ipn", body, "Authorization", authorization).statusCode());
  }

  private String payments(String payment) {
    return get("/payments?account=" + URLEncoder.encode("account of " + payment, UTF_8)).body();
  }

  private void assertOneAccount() {
    String accounts = get("/accounts?user=" + URLEncoder.encode(user, UTF_8)).body();
    assertTrue(accounts.matches("\\[\"[^\"]+\"\\]"), accounts);
  }

  private String openLink() {
    String body = open(Offline.control().addCompany("CONG TY TNHH ABC").value()).body();
    Matcher url = URL.matcher(body);
    assertTrue(url.find(), body);
    return url.group(1);
  }

  private HttpResponse<String> open(String company) {
    return post(linkPath(company), "");
  }

  private String linkPath(String company) {
    return "/links?company=" + company + "&user=" + URLEncoder.encode(user, UTF_8);
  }

  private HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(application().resolve(path)));
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(application().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
