package io.github.bankhub.feign.webhook;

import static io.github.bankhub.feign.webhook.Request.IPN;
import static io.github.bankhub.feign.webhook.Request.LINKED;
import static io.github.bankhub.feign.webhook.Request.MY_SEPAY;
import static io.github.bankhub.feign.webhook.Request.POST_MESSAGE;
import static io.github.bankhub.feign.webhook.Request.SECRET;
import static io.github.bankhub.feign.webhook.Request.authorization;
import static io.github.bankhub.feign.webhook.Request.body;
import static io.github.bankhub.feign.webhook.Request.rejection;
import static io.github.bankhub.feign.webhook.Request.secretKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.LinkSessionEvent;
import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.event.UnknownEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.feign.webhook.WebhookRejectedException.Reason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReaderTest {

  private static final WebhookReader READER = new WebhookReader(new WebhookSecret(SECRET));

  @Nested
  class Authenticating {

    @ParameterizedTest
    @ValueSource(strings = {"X-Secret-Key", "x-secret-key", "X-SECRET-KEY"})
    void WH_01_the_header_is_read_in_any_case(String name) {
      assertThat(READER.read(Map.of(name, List.of(SECRET)), body(LINKED)))
          .isInstanceOf(BankAccountEvent.Linked.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hush-7pqz", SECRET + "x", "Hush-7Pq", "x", SECRET + ", " + SECRET})
    void WH_01_a_wrong_secret_is_rejected(String given) {
      assertNotAuthenticated(secretKey(given));
    }

    @Test
    void WH_01_a_missing_secret_is_rejected() {
      assertNotAuthenticated(Map.of());
      assertNotAuthenticated(Map.of("X-Secret-Key", List.of()));
      assertNotAuthenticated(authorization("Bearer " + SECRET));
    }

    @Test
    void WH_01_a_repeated_secret_is_rejected_even_if_right() {
      assertNotAuthenticated(Map.of("X-Secret-Key", List.of(SECRET, SECRET)));
      assertNotAuthenticated(
          Map.of("X-Secret-Key", List.of(SECRET), "x-secret-key", List.of("other")));
    }

    @Test
    void WH_01_the_secret_is_compared_before_the_body_is_parsed() {
      for (String broken : List.of("", "{", "x".repeat(2 << 20), IPN)) {
        assertThat(rejection(() -> READER.read(secretKey("wrong"), body(broken))).reason())
            .isEqualTo(Reason.NOT_AUTHENTICATED);
      }
    }

    @Test
    void WH_01_a_request_without_headers_is_rejected() {
      assertNotAuthenticated(null);
    }

    @Test
    void WH_01_a_null_value_counts_as_a_wrong_secret() {
      assertNotAuthenticated(Collections.singletonMap("X-Secret-Key", null));
      assertNotAuthenticated(Map.of("X-Secret-Key", Collections.singletonList(null)));
      assertNotAuthenticated(Map.of("X-Secret-Key", Arrays.asList(SECRET, null)));
    }

    @Test
    void null_values_of_other_headers_are_ignored() {
      Map<String, List<String>> headers = new HashMap<>(secretKey(SECRET));
      headers.put("Authorization", null);
      headers.put("Accept", Collections.singletonList(null));
      headers.put(null, null);

      assertThat(READER.read(headers, body(LINKED)).name()).isEqualTo("BANK_ACCOUNT_LINKED");
    }

    @Test
    void headers_without_a_name_are_passed_over() {
      Map<String, List<String>> headers = new HashMap<>(secretKey(SECRET));
      headers.put(null, List.of("POST / HTTP/1.1"));

      assertThat(READER.read(headers, body(LINKED)).name()).isEqualTo("BANK_ACCOUNT_LINKED");
    }

    private static void assertNotAuthenticated(Map<String, List<String>> headers) {
      WebhookRejectedException rejection = rejection(() -> READER.read(headers, body(LINKED)));

      assertThat(rejection.reason()).isEqualTo(Reason.NOT_AUTHENTICATED);
      assertThat(rejection.status()).isEqualTo(401);
      assertThat(rejection.isAuthenticated()).isFalse();
      assertThat(rejection).hasMessage("X-Secret-Key is missing, repeated or wrong").hasNoCause();
    }
  }

  @Nested
  class Reading {

    @Test
    void WH_02_a_created_link_token() {
      LinkTokenEvent.Created event =
          read(
              "LINK_TOKEN_CREATED",
              """
              {"purpose": "LINK_BANK_ACCOUNT", "link_token_xid": "lt-1", "link_session_xid": null}
              """,
              LinkTokenEvent.Created.class);

      assertThat(event.purpose()).hasValue(Purpose.LINK_BANK_ACCOUNT);
      assertThat(event.linkTokenXid()).hasValue(new LinkTokenXid("lt-1"));
      assertThat(event.linkSessionXid()).isEmpty();
      assertThat(event.timestamp()).isEqualTo(Instant.ofEpochSecond(1768312100));
    }

    @ParameterizedTest
    @CsvSource({
      "LINK_TOKEN_REVOKED, LinkTokenEvent$Revoked",
      "LINK_TOKEN_EXPIRED, LinkTokenEvent$Expired",
      "LINK_SESSION_INITIALIZED, LinkSessionEvent$Initialized",
      "LINK_SESSION_REINITIALIZED, LinkSessionEvent$Reinitialized",
      "LINK_SESSION_FAILED, LinkSessionEvent$Failed",
      "LINK_SESSION_ABANDONED, LinkSessionEvent$Abandoned",
      "LINK_SESSION_EXPIRED, LinkSessionEvent$Expired"
    })
    void WH_02_events_about_a_link_token_or_a_visit_alone(String name, String type) {
      WebhookEvent event =
          read(
              name,
              """
              {"link_session_xid": "ls-1", "link_token_xid": "lt-1"}
              """,
              WebhookEvent.class);

      assertThat(event.getClass().getName()).endsWith("." + type);
      assertThat(event.linkTokenXid()).hasValue(new LinkTokenXid("lt-1"));
    }

    @Test
    void WH_02_a_chosen_bank() {
      LinkSessionEvent.StateChanged event =
          read(
              "LINK_SESSION_STATE_CHANGED",
              """
              {"state": "REQUEST_BANK_ACCOUNT_LINK", "brand_name": "MBBank",
               "account_type": "personal", "link_token_xid": "lt-1", "link_session_xid": "ls-1"}
              """,
              LinkSessionEvent.StateChanged.class);

      assertThat(event.state()).isEqualTo(LinkSessionState.REQUEST_BANK_ACCOUNT_LINK);
      assertThat(event.brandName()).hasValue(new BrandName("MBBANK"));
      assertThat(event.accountType()).hasValue(AccountType.PERSONAL);
      assertThat(event.accountNumber()).isEmpty();
      assertThat(event.accountHolderName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIRM_BANK_ACCOUNT_LINK", "FINISHED_BANK_ACCOUNT_LINK"})
    void WH_02_a_named_account(String state) {
      LinkSessionEvent.StateChanged event =
          read(
              "LINK_SESSION_STATE_CHANGED",
              """
              {"state": "%s", "brand_name": "MBBank", "account_type": "personal",
               "account_number": "0000000000011111", "account_holder_name": "NGUYỄN VĂN A",
               "link_token_xid": "lt-1", "link_session_xid": "ls-1"}
              """
                  .formatted(state),
              LinkSessionEvent.StateChanged.class);

      assertThat(event.state()).hasToString(state);
      assertThat(event.accountNumber().orElseThrow().value()).isEqualTo("0000000000011111");
      assertThat(event.accountHolderName()).hasValue("NGUYỄN VĂN A");
      assertThat(event.toString()).doesNotContain("00011111", "NGUY");
    }

    @Test
    void WH_02_a_visit_to_unlink() {
      LinkSessionEvent.StateChanged event =
          read(
              "LINK_SESSION_STATE_CHANGED",
              """
              {"state": "REQUEST_BANK_ACCOUNT_UNLINK", "brand_name": "MBBank",
               "account_type": "individual", "account_number": "0000000000011111",
               "link_token_xid": "lt-1", "link_session_xid": "ls-1"}
              """,
              LinkSessionEvent.StateChanged.class);

      assertThat(event.state()).isEqualTo(LinkSessionState.REQUEST_BANK_ACCOUNT_UNLINK);
      assertThat(event.accountType()).hasValue(AccountType.PERSONAL);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "', \"unlinked\": true', true"})
    void WH_02_a_completed_visit(String more, boolean unlinked) {
      LinkSessionEvent.Completed event =
          read(
              "LINK_SESSION_COMPLETED",
              """
              {"bank_account_xid": "ba-1", "link_token_xid": "lt-1", "link_session_xid": "ls-1"%s}
              """
                  .formatted(more),
              LinkSessionEvent.Completed.class);

      assertThat(event.bankAccountXid().orElseThrow()).hasToString("ba-1");
      assertThat(event.isUnlinked()).isEqualTo(unlinked);
    }

    @ParameterizedTest
    @CsvSource({
      "BANK_ACCOUNT_LINKED, Linked",
      "BANK_ACCOUNT_UNLINKED, Unlinked",
      "BANK_ACCOUNT_INACTIVED, Inactivated",
      "BANK_ACCOUNT_INACTIVATED, Inactivated"
    })
    void WH_02_an_account_that_was_linked_or_unlinked(String name, String type) {
      WebhookEvent event =
          READER.read(secretKey(SECRET), body(LINKED.replace("BANK_ACCOUNT_LINKED", name)));

      assertThat(event.getClass().getSimpleName()).isEqualTo(type);
      assertThat(((BankAccountEvent) event).accountNumber().orElseThrow().value())
          .isEqualTo("0000000000011111");
      assertThat(event.toString()).contains("account ***1111");
    }

    @Test
    void WH_03_an_unknown_event_has_its_exact_numbers() {
      WebhookEvent event =
          read("ACCOUNT_PAINTED", "{\"cost\": 0.10, \"of\": [1, null]}", UnknownEvent.class);

      assertThat(event.metadata()).containsEntry("cost", new BigDecimal("0.10"));
      assertThat(event.metadata().get("of"))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .containsExactly(1, null);
    }

    @Test
    void WH_03_the_timestamp_may_be_text() {
      assertThat(
              READER
                  .read(secretKey(SECRET), body(LINKED.replace("1768312100", "\"1768312100\"")))
                  .timestamp())
          .isEqualTo(Instant.ofEpochSecond(1768312100));
    }

    private static <T extends WebhookEvent> T read(String name, String metadata, Class<T> type) {
      String text =
          """
          {"timestamp": 1768312100, "xid": "e61cdae9", "version": "1.0", "event": "%s",
           "metadata": %s}
          """
              .formatted(name, metadata);
      WebhookEvent event = READER.read(secretKey(SECRET), body(text));
      assertThat(event.name()).isEqualTo(name);
      return type.cast(event);
    }
  }

  @Nested
  class Rejecting {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "{",
          "null",
          "7",
          "[]",
          "\"text\"",
          "<html>Hush</html>",
          "{\"a\":1} x",
          "{\"a\":1e}"
        })
    void a_body_that_is_not_a_json_object_is_rejected(String text) {
      assertRejected(body(text), Reason.NOT_JSON);
    }

    @Test
    void a_missing_body_is_rejected() {
      assertRejected(null, Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"xid\"", "\"x\\u0069d\"", "\"a\": 1, \"a\""})
    void a_field_that_appears_twice_is_rejected(String field) {
      assertRejected(body(LINKED.replace("\"xid\"", field + ": 1, \"xid\"")), Reason.NOT_JSON);
      assertRejected(
          body(LINKED.replace("{\"bank", "{" + field + ": 1, \"xid\": 2, \"bank")),
          Reason.NOT_JSON);
    }

    @Test
    void broken_utf8_is_rejected() {
      assertRejected(new byte[] {'{', '"', (byte) 0xC3, 0x28, '"', ':', '1', '}'}, Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deep_nesting_is_rejected_before_the_stack_overflows(String opening) {
      assertRejected(body("{\"a\":" + opening.repeat(100_000)), Reason.NOT_JSON);
    }

    @Test
    void a_number_that_is_too_long_is_rejected() {
      assertRejected(body("{\"a\":" + "9".repeat(100_000) + "}"), Reason.NOT_JSON);
    }

    @Test
    void a_body_is_read_up_to_one_mebibyte() {
      byte[] linked = body(LINKED);
      byte[] most = Arrays.copyOf(linked, 1 << 20);
      Arrays.fill(most, linked.length, most.length, (byte) ' ');

      assertThat(READER.read(secretKey(SECRET), most).name()).isEqualTo("BANK_ACCOUNT_LINKED");
      assertRejected(Arrays.copyOf(most, most.length + 1), Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xid", "event", "timestamp", "bank_account_xid"})
    void a_missing_required_field_is_rejected_by_name(String field) {
      byte[] body = body(LINKED.replace("\"" + field + "\"", "\"x\""));
      assertRejected(body, Reason.UNUSABLE_FIELD);

      assertThat(rejection(() -> READER.read(secretKey(SECRET), body)).field()).hasValue(field);
    }

    @Test
    void WH_05_another_stream_is_recognised_by_its_body() {
      assertThat(assertRejected(body(IPN), Reason.WRONG_MESSAGE_TYPE))
          .hasMessageContaining("IpnReader");
      assertThat(assertRejected(body(POST_MESSAGE), Reason.WRONG_MESSAGE_TYPE))
          .hasMessageContaining("browser");
      assertThat(assertRejected(body(Request.CLOSED), Reason.WRONG_MESSAGE_TYPE))
          .hasMessageContaining("browser");
      assertThat(assertRejected(body(MY_SEPAY), Reason.WRONG_MESSAGE_TYPE))
          .hasMessageContaining("my.sepay.vn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Apikey " + SECRET, "ApiKey wrong"})
    void WH_05_an_ipn_is_recognised_by_its_header_whether_its_key_is_right_or_not(String given) {
      WebhookRejectedException rejection =
          rejection(() -> READER.read(authorization(given), body("not even JSON")));

      assertThat(rejection.reason()).isEqualTo(Reason.WRONG_MESSAGE_TYPE);
      assertThat(rejection.status()).isEqualTo(401);
      assertThat(rejection).hasMessageContaining("IpnReader");
    }

    private static WebhookRejectedException assertRejected(byte[] body, Reason reason) {
      WebhookRejectedException rejection = rejection(() -> READER.read(secretKey(SECRET), body));

      assertThat(rejection.reason()).isEqualTo(reason);
      assertThat(rejection.isAuthenticated()).isTrue();
      assertThat(rejection.status()).isEqualTo(200);
      assertThat(rejection).hasNoCause();
      assertThat(rejection.getMessage())
          .doesNotContain(SECRET, "Hush", "0000000000011111", "MBBank");
      return rejection;
    }
  }

  @Test
  void bytes_in_another_unicode_form_are_read_too() {
    assertThat(READER.read(secretKey(SECRET), LINKED.getBytes(StandardCharsets.UTF_16BE)).name())
        .isEqualTo("BANK_ACCOUNT_LINKED");
  }
}
