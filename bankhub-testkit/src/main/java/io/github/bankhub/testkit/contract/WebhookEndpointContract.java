package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MerchantRule.WE_01;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_02;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_03;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_04;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_05;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_06;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_07;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_08;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_09;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_10;
import static io.github.bankhub.testkit.contract.MerchantRule.WE_11;
import static io.github.bankhub.testkit.webhook.WebhookRequest.SECRET_HEADER;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.contract.MerchantEndpoint.Reply;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of an endpoint that receives the webhooks of SePay Bank Hub, one test each. The tests
 * send real HTTP requests, with the events of an offline Bank Hub.
 *
 * <p>Extend it in a test that has started your application. A message of a failed test names the
 * rule, what happened, and what SePay promises. Each test uses new ids, so your application may
 * keep its data between tests.
 *
 * <pre>{@code
 * class MyWebhookTest extends WebhookEndpointContract {
 *   @Override
 *   protected URI endpoint() {
 *     return URI.create("http://localhost:8080/sepay/webhook");
 *   }
 *
 *   @Override
 *   protected WebhookSecret secret() {
 *     return new WebhookSecret("whsec-test");
 *   }
 *
 *   @Override
 *   protected OptionalInt handled(EventXid xid) {
 *     return OptionalInt.of(myAccounts.countLinkedBy(xid.value()));
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #handled} is asked only for {@code BANK_ACCOUNT_LINKED}. The tests do not check the
 * order in which your application handles events, or what it does with them.
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class WebhookEndpointContract extends EndpointContract<EventXid> {

  private static final String LINKED = "BANK_ACCOUNT_LINKED";

  /** {@return the secret that the endpoint expects} */
  protected abstract WebhookSecret secret();

  /**
   * Stores your reference for a link token, as your application does when it has created one. If
   * your application stores events of unknown link tokens, it handles them now. Does nothing unless
   * overridden.
   *
   * @param linkToken the link token
   */
  protected void store(LinkTokenXid linkToken) {}

  @TestFactory
  Stream<DynamicTest> WE_01_every_event_gets_2xx() {
    OfflineEvents events = OfflineEvents.ofEveryKind(secret());
    events.linkTokens().forEach(this::store);
    return IntStream.range(0, events.requests().size())
        .mapToObj(
            at -> {
              WebhookRequest request = events.requests().get(at);
              String name = OfflineEvents.describe(request);
              return dynamicTest(at + 1 + " " + name, () -> assertAccepted(WE_01, name, request));
            });
  }

  @Test
  void WE_02_a_wrong_secret_is_rejected() throws Exception {
    for (String forged : forged(secret().reveal())) {
      assertRejected("with a wrong secret", SECRET_HEADER, forged);
    }
  }

  @Test
  void WE_02_a_missing_secret_is_rejected() throws Exception {
    assertRejected("without X-Secret-Key", SECRET_HEADER);
  }

  @Test
  void WE_02_a_secret_that_is_sent_twice_is_rejected() throws Exception {
    String right = secret().reveal();
    assertRejected("with two secrets, the first one right", SECRET_HEADER, right, "not-the-secret");
    assertRejected("with two secrets, the last one right", SECRET_HEADER, "not-the-secret", right);
  }

  @Test
  void WE_02_a_secret_in_the_header_of_IPN_is_rejected() throws Exception {
    WebhookRequest linked = linked();
    Map<String, List<String>> headers =
        with(
            without(linked.headers(), SECRET_HEADER),
            "Authorization",
            "Apikey " + secret().reveal());
    assertRejected("with the secret as Authorization: Apikey", linked, headers);
  }

  @Test
  void WE_03_an_accepted_event_is_handled_once() throws Exception {
    WebhookRequest linked = linked();
    requireCount(OfflineEvents.xid(linked));
    assertAccepted(WE_03, LINKED, linked);
    assertHandled(1, WE_03, "was delivered once", linked);
  }

  @Test
  void WE_04_an_event_that_is_delivered_twice_is_handled_once() throws Exception {
    WebhookRequest linked = linked();
    assertAccepted(WE_04, LINKED, linked);
    assertAccepted(WE_04, LINKED + ", delivered again,", linked);
    assertHandled(1, WE_04, "was delivered twice", linked);
  }

  @Test
  void WE_04_an_event_that_is_delivered_100_times_is_handled_once() throws Exception {
    WebhookRequest linked = linked();
    List<Reply> replies = send100Times(linked.headers(), linked.body());
    for (Reply reply : replies) {
      WE_04.check(reply.is2xx(), LINKED + " was delivered 100 times and once got " + reply);
    }
    assertHandled(1, WE_04, "was delivered 100 times", linked);
  }

  @Test
  void WE_05_events_in_the_reverse_order_are_accepted() throws Exception {
    OfflineEvents events = OfflineEvents.ofLinking(secret());
    events.linkTokens().forEach(this::store);
    for (int i = events.requests().size() - 1; i >= 0; i--) {
      WebhookRequest request = events.requests().get(i);
      String name = OfflineEvents.describe(request);
      assertAccepted(WE_05, name + ", delivered before the events before it,", request);
    }
    assertHandled(1, WE_05, "was delivered in the reverse order", events.first(LINKED));
  }

  @Test
  void WE_06_an_event_before_its_link_token_is_stored_is_not_lost() throws Exception {
    OfflineEvents events = OfflineEvents.ofLinking(secret());
    WebhookRequest linked = events.first(LINKED);
    Reply early = send(linked);
    WE_06.check(
        early.is2xx() || !early.isResponse(),
        LINKED + " came before its link token was stored, and got " + early);
    events.linkTokens().forEach(this::store);
    if (!early.isResponse()) {
      // Only then does SePay retry.
      assertAccepted(WE_06, LINKED + ", retried after a closed connection,", linked);
    }
    assertHandled(1, WE_06, "came before its link token was stored", linked);
  }

  @Test
  void WE_07_an_unknown_event_gets_2xx() throws Exception {
    WebhookRequest linked = linked();
    assertAccepted(
        WE_07,
        "An unknown event",
        OfflineEvents.replace(linked, "\"" + LINKED + "\"", "\"BANK_ACCOUNT_RENAMED\""));
  }

  @Test
  void WE_07_an_unknown_field_is_ignored() throws Exception {
    WebhookRequest linked =
        OfflineEvents.replace(linked(), "\"metadata\":{", "\"new\":[1],\"metadata\":{\"new\":{},");
    assertAccepted(WE_07, LINKED + " with unknown fields", linked);
    assertHandled(1, WE_07, "was delivered with unknown fields", linked);
  }

  @TestFactory
  Stream<DynamicTest> WE_08_a_body_that_cannot_be_read_gets_a_response() {
    WebhookRequest linked = linked();
    return unreadable(linked.body()).entrySet().stream()
        .map(
            body ->
                dynamicTest(
                    body.getKey(),
                    () -> assertNoServerError(body.getKey(), linked.headers(), body.getValue())));
  }

  @Test
  void WE_09_an_event_of_a_foreign_link_token_gets_2xx() throws Exception {
    for (WebhookRequest request : OfflineEvents.ofLinking(secret()).requests()) {
      String name = OfflineEvents.describe(request);
      assertAccepted(WE_09, name + " of a link token of another application", request);
    }
  }

  @Test
  void WE_10_a_slow_handler_does_not_delay_the_response() throws Exception {
    WebhookRequest linked = linked();
    Reply reply = sendToSlowHandler(linked.headers(), linked.body());
    WE_10.check(reply.is2xx(), LINKED + " with a slow handler got " + reply);
  }

  @Test
  void WE_11_the_response_is_JSON_that_reports_success_as_assumed() throws Exception {
    assertReportsSuccess(WE_11, LINKED, send(linked()));
  }

  private WebhookRequest linked() {
    OfflineEvents events = OfflineEvents.ofLinking(secret());
    events.linkTokens().forEach(this::store);
    return events.first(LINKED);
  }

  private Reply send(WebhookRequest request) throws InterruptedException {
    return send(request.headers(), request.body());
  }

  private void assertAccepted(MerchantRule rule, String what, WebhookRequest request)
      throws InterruptedException {
    Reply reply = send(request);
    rule.check(reply.is2xx(), what + " got " + reply);
  }

  private void assertHandled(
      int expected, MerchantRule rule, String delivered, WebhookRequest request) {
    assertHandled(expected, rule, LINKED + " " + delivered, OfflineEvents.xid(request));
  }

  private void assertRejected(String how, String header, String... values)
      throws InterruptedException {
    WebhookRequest linked = linked();
    Map<String, List<String>> headers = without(linked.headers(), header);
    assertRejected(how, linked, values.length == 0 ? headers : with(headers, header, values));
  }

  /** The event itself comes afterwards, so a rejected one must not count as delivered. */
  private void assertRejected(String how, WebhookRequest linked, Map<String, List<String>> headers)
      throws InterruptedException {
    Reply reply = send(headers, linked.body());
    WE_02.check(reply.isRejection(), LINKED + " " + how + " got " + reply);
    assertHandled(0, WE_02, "was delivered " + how, linked);
    assertAccepted(WE_02, LINKED + " with the right secret, after one " + how + ",", linked);
    assertHandled(1, WE_02, "was delivered with the right secret, after one " + how + ",", linked);
  }

  private void assertNoServerError(String what, Map<String, List<String>> headers, byte[] body)
      throws InterruptedException {
    Reply reply = send(headers, body);
    WE_08.check(
        reply.isResponse() && !reply.isServerError() && !reply.isRejection(),
        what + " with the right secret got " + reply);
  }
}
