package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.contract.MerchantApplication.Flaw;
import io.github.bankhub.testkit.contract.MerchantApplication.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Broken endpoints test the contracts of endpoints: each must fail the test of its rule, with a
 * message that names the rule.
 */
class BrokenEndpointsTest {

  /** The tests of an application run in the thread that starts them. */
  private static final ThreadLocal<MerchantApplication> CURRENT = new ThreadLocal<>();

  /** Longer than the test of a broken endpoint that never responds has to wait. */
  private static final Duration SHORT = Duration.ofMillis(500);

  private static final ThreadLocal<Duration> LIMIT =
      ThreadLocal.withInitial(() -> EndpointContract.RESPONSE_TIMEOUT_OF_SEPAY);

  /** Not private and not top-level: only this test runs it. */
  static class WebhookEndpoint extends WebhookEndpointContract {
    private final MerchantApplication application = CURRENT.get();

    @Override
    protected URI endpoint() {
      return application.url();
    }

    @Override
    protected WebhookSecret secret() {
      return new WebhookSecret(MerchantApplication.SECRET);
    }

    @Override
    protected OptionalInt handled(EventXid xid) {
      return OptionalInt.of(application.handled(xid.value()));
    }

    @Override
    protected void store(LinkTokenXid linkToken) {
      application.store(linkToken.value(), "user-7");
    }

    @Override
    protected void slowDownHandling(Duration delay) {
      application.slowDown(delay);
    }

    @Override
    protected Duration responseLimit() {
      return LIMIT.get();
    }
  }

  /** Not private and not top-level: only this test runs it. */
  static class IpnEndpoint extends IpnEndpointContract {
    private final MerchantApplication application = CURRENT.get();

    @Override
    protected URI endpoint() {
      return application.url();
    }

    @Override
    protected IpnApiKey key() {
      return new IpnApiKey(MerchantApplication.SECRET);
    }

    @Override
    protected OptionalInt handled(TransactionId transaction) {
      return OptionalInt.of(application.handled(transaction.value()));
    }

    @Override
    protected void link(BankAccountXid account, String number) {
      application.store(account.value(), number);
    }

    @Override
    protected void slowDownHandling(Duration delay) {
      application.slowDown(delay);
    }

    @Override
    protected Duration responseLimit() {
      return LIMIT.get();
    }
  }

  /** It says only where it is and which secret it expects. */
  static class WebhookEndpointWithoutHooks extends WebhookEndpointContract {
    private final MerchantApplication application = CURRENT.get();

    @Override
    protected URI endpoint() {
      return application.url();
    }

    @Override
    protected WebhookSecret secret() {
      return new WebhookSecret(MerchantApplication.SECRET);
    }
  }

  /**
   * A broken endpoint.
   *
   * @param flaw what it does wrong
   * @param test the test that must fail
   * @param message a part of the message
   */
  record Broken(Kind kind, Flaw flaw, String test, String message) {

    Class<?> contract() {
      return kind == Kind.WEBHOOK ? WebhookEndpoint.class : IpnEndpoint.class;
    }

    @Override
    public String toString() {
      return kind + " " + flaw + " fails " + test;
    }
  }

  static Stream<Broken> brokenEndpoints() {
    return Stream.concat(
        Stream.of(
            broken(
                Flaw.REJECTS_ONE_KIND,
                "WE_01_every_event_gets_2xx",
                "BANK_ACCOUNT_INACTIVED got status 400"),
            broken(
                Flaw.ACCEPTS_ANY_SECRET,
                "WE_02_a_wrong_secret_is_rejected",
                "with a wrong secret got status 200"),
            broken(
                Flaw.ACCEPTS_A_PREFIX,
                "WE_02_a_wrong_secret_is_rejected",
                "with a wrong secret got status 200"),
            broken(
                Flaw.IGNORES_CASE_OF_THE_SECRET,
                "WE_02_a_wrong_secret_is_rejected",
                "with a wrong secret got status 200"),
            broken(
                Flaw.HANDLES_WHAT_IT_REJECTS,
                "WE_02_a_wrong_secret_is_rejected",
                "was delivered with a wrong secret and handled once"),
            broken(
                Flaw.REMEMBERS_WHAT_IT_REJECTS,
                "WE_02_a_wrong_secret_is_rejected",
                "with the right secret, after one with a wrong secret, and handled 0 times"),
            broken(
                Flaw.ACCEPTS_NO_SECRET,
                "WE_02_a_missing_secret_is_rejected",
                "without X-Secret-Key got status 200"),
            broken(
                Flaw.TAKES_THE_FIRST_SECRET,
                "WE_02_a_secret_that_is_sent_twice_is_rejected",
                "two secrets, the first one right got status 200"),
            broken(
                Flaw.TAKES_THE_LAST_SECRET,
                "WE_02_a_secret_that_is_sent_twice_is_rejected",
                "two secrets, the last one right got status 200"),
            broken(
                Flaw.TAKES_THE_OTHER_HEADER,
                "WE_02_a_secret_in_the_header_of_IPN_is_rejected",
                "as Authorization: Apikey got status 200"),
            broken(
                Flaw.HANDLES_NOTHING,
                "WE_03_an_accepted_event_is_handled_once",
                "was delivered once and handled 0 times"),
            broken(
                Flaw.DOES_NOT_DEDUPLICATE,
                "WE_04_an_event_that_is_delivered_twice_is_handled_once",
                "BANK_ACCOUNT_LINKED was delivered twice and handled 2 times. SePay may deliver an"
                    + " event more than once; deduplicate on its xid."),
            broken(
                Flaw.REJECTS_A_DUPLICATE,
                "WE_04_an_event_that_is_delivered_twice_is_handled_once",
                "delivered again, got status 409"),
            broken(
                Flaw.DEDUPLICATES_IN_TWO_STEPS,
                "WE_04_an_event_that_is_delivered_100_times_is_handled_once",
                "BANK_ACCOUNT_LINKED was delivered 100 times and handled"),
            broken(
                Flaw.EXPECTS_AN_ORDER,
                "WE_05_events_in_the_reverse_order_are_accepted",
                "LINK_SESSION_COMPLETED, delivered before the events before it, got status 409"),
            broken(
                Flaw.REJECTS_UNKNOWN_OWNERS,
                "WE_06_an_event_before_its_link_token_is_stored_is_not_lost",
                "came before its link token was stored, and got status 404. SePay does not retry"
                    + " after a response"),
            broken(
                Flaw.DROPS_UNKNOWN_OWNERS,
                "WE_06_an_event_before_its_link_token_is_stored_is_not_lost",
                "came before its link token was stored and handled 0 times"),
            broken(
                Flaw.REJECTS_UNKNOWN_EVENTS,
                "WE_07_an_unknown_event_gets_2xx",
                "An unknown event got status 422"),
            broken(
                Flaw.REJECTS_UNKNOWN_FIELDS,
                "WE_07_an_unknown_field_is_ignored",
                "with unknown fields got status 400"),
            broken(
                Flaw.REJECTS_UNKNOWN_OWNERS,
                "WE_09_an_event_of_a_foreign_link_token_gets_2xx",
                "of a link token of another application got status 404"),
            broken(
                Flaw.HANDLES_BEFORE_THE_RESPONSE,
                "WE_10_a_slow_handler_does_not_delay_the_response",
                "with a slow handler got no response within 0.5 s"),
            broken(
                Flaw.RESPONDS_WITH_TEXT,
                "WE_11_the_response_is_JSON_that_reports_success_as_assumed",
                "got status 200 with Content-Type \"text/plain\". Respond with"),
            broken(
                Flaw.RESPONDS_WITHOUT_A_BODY,
                "WE_11_the_response_is_JSON_that_reports_success_as_assumed",
                "with a body of 0 characters without")),
        Stream.of(
            brokenIpn(
                Flaw.REJECTS_ONE_KIND, "IE_01_every_IPN_gets_200_or_201", "a debit got status 400"),
            brokenIpn(
                Flaw.ACCEPTS_ANY_SECRET,
                "IE_02_a_wrong_key_is_rejected",
                "with a wrong key got status 200"),
            brokenIpn(
                Flaw.IGNORES_CASE_OF_THE_SECRET,
                "IE_02_a_wrong_key_is_rejected",
                "with a wrong key got status 200"),
            brokenIpn(
                Flaw.HANDLES_WHAT_IT_REJECTS,
                "IE_02_a_wrong_key_is_rejected",
                "was delivered with a wrong key and handled once"),
            brokenIpn(
                Flaw.REMEMBERS_WHAT_IT_REJECTS,
                "IE_02_a_wrong_key_is_rejected",
                "after one with a wrong key, and handled 0 times"),
            brokenIpn(
                Flaw.ACCEPTS_NO_SECRET,
                "IE_02_a_missing_key_is_rejected",
                "without Authorization got status 200"),
            brokenIpn(
                Flaw.TAKES_THE_FIRST_SECRET,
                "IE_02_a_key_that_is_sent_twice_is_rejected",
                "two keys, the first one right got status 200"),
            brokenIpn(
                Flaw.TAKES_THE_LAST_SECRET,
                "IE_02_a_key_that_is_sent_twice_is_rejected",
                "two keys, the last one right got status 200"),
            brokenIpn(
                Flaw.TAKES_THE_OTHER_HEADER,
                "IE_02_a_key_without_the_word_Apikey_is_rejected",
                "with a bearer token got status 200"),
            brokenIpn(
                Flaw.TAKES_THE_KEY_ALONE,
                "IE_02_a_key_without_the_word_Apikey_is_rejected",
                "with the key alone got status 200"),
            brokenIpn(
                Flaw.HANDLES_NOTHING,
                "IE_03_an_accepted_credit_is_handled_once",
                "was delivered once and handled 0 times"),
            brokenIpn(
                Flaw.DOES_NOT_DEDUPLICATE,
                "IE_04_a_credit_that_is_delivered_twice_is_handled_once",
                "was delivered twice and handled 2 times"),
            brokenIpn(
                Flaw.DEDUPLICATES_IN_TWO_STEPS,
                "IE_04_a_credit_that_is_delivered_100_times_is_handled_once",
                "was delivered 100 times and handled"),
            brokenIpn(
                Flaw.DEDUPLICATES_BY_CONTENT,
                "IE_05_two_equal_credits_are_both_handled",
                "after one that is equal and handled 0 times"),
            brokenIpn(
                Flaw.COMPARES_NUMBERS_EXACTLY,
                "IE_06_an_account_number_with_leading_zeros_is_understood",
                "with leading zeros in account_number got status 404"),
            brokenIpn(
                Flaw.REQUIRES_A_REFERENCE,
                "IE_07_a_credit_without_optional_values_is_handled",
                "reference_code are null got status 500"),
            brokenIpn(
                Flaw.REJECTS_UNKNOWN_OWNERS,
                "IE_09_a_credit_of_an_unknown_account_is_accepted",
                "a credit of an unknown account got status 404"),
            brokenIpn(
                Flaw.HANDLES_BEFORE_THE_RESPONSE,
                "IE_10_a_slow_handler_does_not_delay_the_response",
                "with a slow handler got no response within 0.5 s"),
            brokenIpn(
                Flaw.RESPONDS_WITH_204,
                "IE_03_an_accepted_credit_is_handled_once",
                "a credit got status 204"),
            brokenIpn(
                Flaw.RESPONDS_WITH_TEXT,
                "IE_11_the_response_is_JSON_that_reports_success",
                "got status 200 with Content-Type \"text/plain\". SePay expects"),
            brokenIpn(
                Flaw.REJECTS_UNKNOWN_FIELDS,
                "IE_12_an_unknown_field_is_ignored",
                "with an unknown field got status 400")));
  }

  /** Endpoints that fail a test for each unreadable body. */
  static Stream<Broken> endpointsThatCannotReject() {
    return Stream.of(Flaw.FAILS_IF_UNREADABLE, Flaw.HANGS_IF_UNREADABLE)
        .flatMap(
            flaw ->
                Stream.of(
                    broken(
                        flaw,
                        "WE_08_a_body_that_cannot_be_read_gets_a_response",
                        "with the right secret got "),
                    brokenIpn(
                        flaw,
                        "IE_08_a_body_that_cannot_be_read_gets_a_response",
                        "with the right key got ")));
  }

  private static Broken broken(Flaw flaw, String test, String message) {
    return new Broken(Kind.WEBHOOK, flaw, test, message);
  }

  private static Broken brokenIpn(Flaw flaw, String test, String message) {
    return new Broken(Kind.IPN, flaw, test, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenEndpoints")
  void a_broken_endpoint_fails_the_test_of_its_rule(Broken broken) {
    assertThat(failures(broken))
        .singleElement(STRING)
        .startsWith(ContractTests.rule(broken.test()) + ": ")
        .contains(broken.message());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endpointsThatCannotReject")
  void an_endpoint_that_cannot_reject_an_unreadable_body_fails(Broken broken) {
    assertThat(failures(broken))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith(ContractTests.rule(broken.test()) + ": ")
                    .contains(broken.message()));
  }

  @Test
  void every_test_of_the_contracts_has_a_broken_endpoint() {
    Set<String> broken =
        Stream.concat(brokenEndpoints(), endpointsThatCannotReject())
            .map(Broken::test)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tests = ContractTests.names(WebhookEndpointContract.class);
    tests.addAll(ContractTests.names(IpnEndpointContract.class));
    assertThat(broken).isEqualTo(tests);
  }

  @ParameterizedTest
  @EnumSource
  void a_correct_endpoint_passes_all(Kind kind) {
    run(kind, Flaw.NONE, () -> selectClass(new Broken(kind, Flaw.NONE, "", "").contract()))
        .assertStatistics(seen -> seen.failed(0).aborted(0).skipped(0))
        .assertStatistics(seen -> seen.succeeded(kind == Kind.WEBHOOK ? 55 : 30));
  }

  @Test
  void the_events_of_the_contract_are_of_all_13_kinds_and_one_has_two_spellings() {
    OfflineEvents events = OfflineEvents.ofEveryKind(new WebhookSecret("any"));
    assertThat(events.requests().stream().map(request -> request.event().name()).distinct())
        .hasSize(14)
        .contains("BANK_ACCOUNT_INACTIVED", "BANK_ACCOUNT_INACTIVATED");
  }

  /** SePay retries after a closed connection, and only then. */
  @Test
  void an_endpoint_that_closes_the_connection_for_an_unknown_link_token_loses_nothing() {
    Broken other =
        broken(
            Flaw.CLOSES_THE_CONNECTION_FOR_UNKNOWN_OWNERS,
            "WE_06_an_event_before_its_link_token_is_stored_is_not_lost",
            "");
    assertThat(failures(other)).isEmpty();
  }

  @Test
  void without_hooks_the_responses_are_checked_and_two_tests_say_what_is_missing() {
    Events tests =
        run(Kind.WEBHOOK, Flaw.NONE, () -> selectClass(WebhookEndpointWithoutHooks.class));
    assertThat(ContractTests.messages(tests.failed())).isEmpty();
    assertThat(ContractTests.messages(tests.aborted()))
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).contains("override handled"),
            reason -> assertThat(reason).contains("override slowDownHandling"));
  }

  /** Later tests may use the same application. */
  @ParameterizedTest
  @EnumSource
  void the_test_of_rule_10_makes_the_handler_fast_again(Kind kind) {
    Class<?> contract = new Broken(kind, Flaw.NONE, "", "").contract();
    String prefix = kind == Kind.WEBHOOK ? "WE_10" : "IE_10";
    try (MerchantApplication application = new MerchantApplication(kind, Flaw.NONE)) {
      run(
              application,
              selectMethod(contract, prefix + "_a_slow_handler_does_not_delay_the_response"))
          .assertStatistics(seen -> seen.succeeded(1));
      assertThat(application.delays()).hasSize(2).last().isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void an_application_that_does_not_run_is_named() throws Exception {
    // Bound, so that no other test gets the port, but it does not listen.
    try (Socket port = new Socket()) {
      port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI url = URI.create("http://127.0.0.1:" + port.getLocalPort() + "/sepay");
      MerchantEndpoint endpoint = new MerchantEndpoint(url, Duration.ofSeconds(30));
      assertThat(endpoint.send(Map.of(), new byte[0]))
          .hasToString("no connection to " + url.getAuthority() + ": is your application running?");
    }
  }

  private static List<String> failures(Broken broken) {
    return ContractTests.messages(
        run(broken.kind(), broken.flaw(), () -> selectMethod(broken.contract(), broken.test()))
            .failed());
  }

  private static Events run(Kind kind, Flaw flaw, Supplier<DiscoverySelector> selector) {
    boolean isSilent = flaw == Flaw.HANGS_IF_UNREADABLE || flaw == Flaw.HANDLES_BEFORE_THE_RESPONSE;
    try (MerchantApplication application = new MerchantApplication(kind, flaw)) {
      if (isSilent) {
        LIMIT.set(SHORT);
      }
      return run(application, selector.get());
    } finally {
      LIMIT.remove();
    }
  }

  private static Events run(MerchantApplication application, DiscoverySelector selector) {
    CURRENT.set(application);
    try {
      return EngineTestKit.engine("junit-jupiter").selectors(selector).execute().testEvents();
    } finally {
      CURRENT.remove();
    }
  }
}
