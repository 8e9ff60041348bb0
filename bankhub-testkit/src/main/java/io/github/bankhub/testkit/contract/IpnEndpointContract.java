package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MerchantRule.IE_01;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_02;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_03;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_04;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_05;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_06;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_07;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_08;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_09;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_10;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_11;
import static io.github.bankhub.testkit.contract.MerchantRule.IE_12;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.contract.MerchantEndpoint.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of an endpoint that receives the IPN of SePay Bank Hub, one test each. The tests send
 * real HTTP requests.
 *
 * <p>Extend it in a test that has started your application. A message of a failed test names the
 * rule, what happened, and what SePay promises. Each test uses new ids, so your application may
 * keep its data between tests.
 *
 * <pre>{@code
 * class MyIpnTest extends IpnEndpointContract {
 *   @Override
 *   protected URI endpoint() {
 *     return URI.create("http://localhost:8080/sepay/ipn");
 *   }
 *
 *   @Override
 *   protected IpnApiKey key() {
 *     return new IpnApiKey("ipn-test");
 *   }
 *
 *   @Override
 *   protected OptionalInt handled(TransactionId transaction) {
 *     return OptionalInt.of(myPayments.count(transaction.value()));
 *   }
 *
 *   @Override
 *   protected void link(BankAccountXid account, String number) {
 *     myAccounts.insert(account.value(), number);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #handled} is asked only for credits. The tests do not check what your application does
 * with an amount or a payment code.
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class IpnEndpointContract extends EndpointContract<TransactionId> {

  private static final String AUTHORIZATION = "Authorization";
  private static final String CREDIT = "a credit";

  /** {@return the key that the endpoint expects, without the word {@code Apikey}} */
  protected abstract IpnApiKey key();

  /**
   * Stores a bank account, as your application does after {@code BANK_ACCOUNT_LINKED}. Does nothing
   * unless overridden.
   *
   * @param account the account
   * @param number its number, without the zeros that SePay may add
   */
  protected void link(BankAccountXid account, String number) {}

  @TestFactory
  Stream<DynamicTest> IE_01_every_IPN_gets_200_or_201() {
    return Stream.of(
            linked().named("a credit to the account"),
            linked().with("transfer_type", "\"debit\"").named("a debit"),
            linked().with("va", "\"VQR000123456\"").named("a credit to a virtual account"),
            linked().with("payment_code", "\"DH15\"").named("a credit with a payment code"),
            linked().with("amount", "50000.10").named("a credit with decimals"),
            linked().with("amount", "0").named("a credit of zero"),
            linked()
                .with("content", "\"Nguy\u1ec5n \ud83d\ude00\\n2\"")
                .named("a credit whose content has accents and two lines"),
            linked()
                .with("transaction_date", "\"2026-01-31T10:05:00+07:00\"")
                .named("a credit with its time in ISO 8601"))
        .map(ipn -> dynamicTest(ipn.name(), () -> assertAccepted(IE_01, ipn)));
  }

  @Test
  void IE_02_a_wrong_key_is_rejected() throws Exception {
    for (String forged : forged(key().reveal())) {
      assertRejected("with a wrong key", Map.of(AUTHORIZATION, List.of("Apikey " + forged)));
    }
  }

  @Test
  void IE_02_a_missing_key_is_rejected() throws Exception {
    assertRejected("without Authorization", Map.of());
  }

  @Test
  void IE_02_a_key_that_is_sent_twice_is_rejected() throws Exception {
    String right = "Apikey " + key().reveal();
    String wrong = "Apikey not-the-secret";
    assertRejected(
        "with two keys, the first one right", Map.of(AUTHORIZATION, List.of(right, wrong)));
    assertRejected(
        "with two keys, the last one right", Map.of(AUTHORIZATION, List.of(wrong, right)));
  }

  @Test
  void IE_02_a_key_without_the_word_Apikey_is_rejected() throws Exception {
    assertRejected(
        "with a bearer token", Map.of(AUTHORIZATION, List.of("Bearer " + key().reveal())));
    assertRejected(
        "with the key in the header of webhooks", Map.of("X-Secret-Key", List.of(key().reveal())));
    assertRejected("with the key alone", Map.of(AUTHORIZATION, List.of(key().reveal())));
  }

  @Test
  void IE_03_an_accepted_credit_is_handled_once() throws Exception {
    SampleIpn credit = linked();
    requireCount(credit.transaction());
    assertAccepted(IE_03, credit);
    assertHandled(1, IE_03, "was delivered once", credit);
  }

  @Test
  void IE_04_a_credit_that_is_delivered_twice_is_handled_once() throws Exception {
    SampleIpn credit = linked();
    assertAccepted(IE_04, credit);
    assertAccepted(IE_04, credit.named(CREDIT + ", delivered again,"));
    assertHandled(1, IE_04, "was delivered twice", credit);
  }

  @Test
  void IE_04_a_credit_that_is_delivered_100_times_is_handled_once() throws Exception {
    SampleIpn credit = linked();
    for (Reply reply : send100Times(headers(), credit.body())) {
      IE_04.check(reply.is200or201(), CREDIT + " was delivered 100 times and once got " + reply);
    }
    assertHandled(1, IE_04, "was delivered 100 times", credit);
  }

  @Test
  void IE_05_two_equal_credits_are_both_handled() throws Exception {
    SampleIpn credit = linked();
    SampleIpn other = credit.withNewTransaction();
    assertAccepted(IE_05, credit);
    assertAccepted(IE_05, other.named("a credit equal to one before"));
    assertHandled(1, IE_05, "was delivered before one that is equal", credit);
    assertHandled(1, IE_05, "was delivered after one that is equal", other);
  }

  @Test
  void IE_06_an_account_number_with_leading_zeros_is_understood() throws Exception {
    SampleIpn credit = linked();
    SampleIpn padded = credit.with("account_number", "\"000000" + credit.number() + "\"");
    assertAccepted(IE_06, padded.named("a credit with leading zeros in account_number"));
    assertHandled(1, IE_06, "was delivered with leading zeros in account_number", padded);
  }

  @Test
  void IE_07_a_credit_without_optional_values_is_handled() throws Exception {
    SampleIpn credit = linked().with("reference_code", "null");
    assertAccepted(
        IE_07, credit.named("a credit whose va, payment_code and reference_code are null"));
    assertHandled(1, IE_07, "was delivered with va, payment_code and reference_code null", credit);
  }

  @TestFactory
  Stream<DynamicTest> IE_08_a_body_that_cannot_be_read_gets_a_response() {
    return unreadable(linked().body()).entrySet().stream()
        .map(
            body ->
                dynamicTest(
                    body.getKey(), () -> assertNoServerError(body.getKey(), body.getValue())));
  }

  @Test
  void IE_09_a_credit_of_an_unknown_account_is_accepted() throws Exception {
    assertAccepted(IE_09, SampleIpn.create().named("a credit of an unknown account"));
  }

  @Test
  void IE_10_a_slow_handler_does_not_delay_the_response() throws Exception {
    Reply reply = sendToSlowHandler(headers(), linked().body());
    IE_10.check(reply.is200or201(), CREDIT + " with a slow handler got " + reply);
  }

  @Test
  void IE_11_the_response_is_JSON_that_reports_success() throws Exception {
    assertReportsSuccess(IE_11, CREDIT, send(headers(), linked().body()));
  }

  @Test
  void IE_12_an_unknown_field_is_ignored() throws Exception {
    SampleIpn credit = linked().with("new_field", "{\"a\": [1]}");
    assertAccepted(IE_12, credit.named("a credit with an unknown field"));
    assertHandled(1, IE_12, "was delivered with an unknown field", credit);
  }

  private SampleIpn linked() {
    SampleIpn ipn = SampleIpn.create();
    link(ipn.account(), ipn.number());
    return ipn;
  }

  private Map<String, List<String>> headers() {
    return headers(Map.of(AUTHORIZATION, List.of("Apikey " + key().reveal())));
  }

  private static Map<String, List<String>> headers(Map<String, List<String>> authentication) {
    return with(authentication, "Content-Type", "application/json");
  }

  private void assertAccepted(MerchantRule rule, SampleIpn ipn) throws InterruptedException {
    Reply reply = send(headers(), ipn.body());
    rule.check(reply.is200or201(), ipn.name() + " got " + reply);
  }

  private void assertHandled(int expected, MerchantRule rule, String delivered, SampleIpn ipn) {
    assertHandled(expected, rule, CREDIT + " " + delivered, ipn.transaction());
  }

  /** The credit itself comes afterwards, so a rejected one must not count as delivered. */
  private void assertRejected(String how, Map<String, List<String>> authentication)
      throws InterruptedException {
    SampleIpn credit = linked();
    Reply reply = send(headers(authentication), credit.body());
    IE_02.check(reply.isRejection(), CREDIT + " " + how + " got " + reply);
    assertHandled(0, IE_02, "was delivered " + how, credit);
    assertAccepted(IE_02, credit.named(CREDIT + " with the right key, after one " + how + ","));
    assertHandled(1, IE_02, "was delivered with the right key, after one " + how + ",", credit);
  }

  private void assertNoServerError(String what, byte[] body) throws InterruptedException {
    Reply reply = send(headers(), body);
    IE_08.check(
        reply.isResponse() && !reply.isServerError() && !reply.isRejection(),
        what + " with the right key got " + reply);
  }
}
