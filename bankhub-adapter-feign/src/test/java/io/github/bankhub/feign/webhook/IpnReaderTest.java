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

import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.feign.webhook.WebhookRejectedException.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpnReaderTest {

  private static final IpnReader READER = new IpnReader(new IpnApiKey(SECRET));
  private static final Map<String, List<String>> RIGHT = authorization("Apikey " + SECRET);

  @Nested
  class Authenticating {

    @ParameterizedTest
    @ValueSource(
        strings = {"Apikey " + SECRET, "ApiKey " + SECRET, "APIKEY  " + SECRET, "apikey " + SECRET})
    void IP_01_the_scheme_is_read_in_any_case(String given) {
      assertThat(READER.read(authorization(given), body(IPN)).transactionId())
          .hasToString("a5cb9c1c");
      assertThat(READER.read(Map.of("authorization", List.of(given)), body(IPN)).transactionId())
          .hasToString("a5cb9c1c");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "Apikey", "Apikey ", "Apikey hush", SECRET, "Bearer " + SECRET, "Apikey:x"})
    void IP_01_another_key_or_scheme_is_rejected(String given) {
      assertNotAuthenticated(authorization(given));
    }

    @Test
    void IP_01_a_missing_or_repeated_key_is_rejected() {
      assertNotAuthenticated(Map.of());
      assertNotAuthenticated(
          Map.of("Authorization", List.of("Apikey " + SECRET, "Apikey " + SECRET)));
    }

    @Test
    void IP_01_a_request_without_headers_or_with_null_values_is_rejected() {
      assertNotAuthenticated(null);
      assertNotAuthenticated(Collections.singletonMap("Authorization", null));
      assertNotAuthenticated(Map.of("Authorization", Collections.singletonList(null)));
      assertNotAuthenticated(Map.of("Authorization", Arrays.asList("Apikey " + SECRET, null)));
    }

    @Test
    void IP_01_null_values_of_other_headers_are_ignored() {
      Map<String, List<String>> headers = new HashMap<>(RIGHT);
      headers.put("X-Secret-Key", null);
      headers.put(null, Collections.singletonList(null));

      assertThat(READER.read(headers, body(IPN)).transactionId()).hasToString("a5cb9c1c");
    }

    @Test
    void IP_01_the_key_is_compared_before_the_body_is_parsed() {
      assertThat(rejection(() -> READER.read(authorization("Apikey x"), body("{"))).reason())
          .isEqualTo(Reason.NOT_AUTHENTICATED);
    }

    private static void assertNotAuthenticated(Map<String, List<String>> headers) {
      WebhookRejectedException rejection = rejection(() -> READER.read(headers, body(IPN)));

      assertThat(rejection.reason()).isEqualTo(Reason.NOT_AUTHENTICATED);
      assertThat(rejection.status()).isEqualTo(401);
      assertThat(rejection).hasMessage("Authorization is missing, repeated or wrong").hasNoCause();
    }
  }

  @Nested
  class Reading {

    @Test
    void IP_01_money_is_exact_and_the_time_is_vietnams() {
      BalanceNotification notification = READER.read(RIGHT, body(IPN));

      assertThat(notification.amount()).isEqualTo(new BigDecimal("50000.10"));
      assertThat(notification.direction()).isEqualTo(TransferDirection.CREDIT);
      assertThat(notification.transactionDate()).hasValue(Instant.parse("2025-10-25T08:04:05Z"));
      assertThat(notification.virtualAccount()).isEmpty();
      assertThat(notification.referenceCode()).hasValue("FT25298");
      assertThat(notification.toString()).doesNotContain("00011111", "HD 15");
    }

    @Test
    void IP_01_the_assumed_zone_can_be_overridden() {
      assertThat(
              new IpnReader(new IpnApiKey(SECRET), ZoneOffset.UTC)
                  .read(RIGHT, body(IPN))
                  .transactionDate())
          .hasValue(Instant.parse("2025-10-25T15:04:05Z"));
    }

    @Test
    void IP_02_the_reply_is_what_sepay_expects() {
      assertThat(IpnReader.REPLY).isEqualTo("{\"success\": true}");
      assertThat(IpnReader.REPLY_TYPE).isEqualTo("application/json");
    }
  }

  @Nested
  class Rejecting {

    @ParameterizedTest
    @ValueSource(strings = {"transaction_id", "transfer_type", "amount", "account_number"})
    void IP_01_a_missing_required_field_is_rejected_by_name(String field) {
      WebhookRejectedException rejection =
          assertRejected(IPN.replace("\"" + field + "\"", "\"x\""), Reason.UNUSABLE_FIELD);

      assertThat(rejection.field()).hasValue(field);
    }

    @ParameterizedTest
    @CsvSource({"1e400", "1e2147483648", "-1", "'\"much\"'"})
    void IP_01_an_unreadable_amount_is_rejected(String amount) {
      WebhookRejectedException rejection =
          rejection(() -> READER.read(RIGHT, body(IPN.replace("50000.10", amount))));

      assertThat(rejection.reason()).isIn(Reason.UNUSABLE_FIELD, Reason.NOT_JSON);
      assertThat(rejection).hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.000", "1,000", "+1", "１０００"})
    void IP_01_an_amount_with_two_meanings_is_rejected_by_name(String amount) {
      String text = IPN.replace("50000.10", "\"" + amount + "\"");

      assertThat(assertRejected(text, Reason.UNUSABLE_FIELD).field()).hasValue("amount");
    }

    @Test
    void IP_01_a_missing_body_is_rejected() {
      assertThat(rejection(() -> READER.read(RIGHT, null)).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void IP_01_a_field_that_appears_twice_is_rejected() {
      assertRejected(IPN.replace("\"amount\"", "\"amount\": 1, \"amount\""), Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "gateway",
          "transaction_date",
          "bank_account_xid",
          "va",
          "payment_code",
          "content",
          "reference_code",
          "accumulated"
        })
    void IP_01_an_odd_optional_field_affects_only_itself(String field) {
      BalanceNotification whole = READER.read(RIGHT, body(IPN));
      for (String odd : List.of("[]", "{}", "\"\\u0000\"", "\"1.000\"", "1e999", "null")) {
        String text = IPN.replaceFirst("\"" + field + "\": [^,}]+", "\"" + field + "\": " + odd);
        BalanceNotification read = READER.read(RIGHT, body(text));

        assertThat(read.amount()).isEqualTo(whole.amount());
        assertThat(read.fields()).containsKey(field);
        assertThat(read.gateway().isPresent() || field.equals("gateway")).isTrue();
        assertThat(read.referenceCode().isPresent() || field.equals("reference_code")).isTrue();
        assertThat(read.transactionDate().isPresent() || field.equals("transaction_date")).isTrue();
      }
    }

    @Test
    void WH_05_another_stream_is_recognised_by_its_body() {
      assertThat(assertRejected(LINKED, Reason.WRONG_MESSAGE_TYPE))
          .hasMessageContaining("WebhookReader");
      assertThat(assertRejected(POST_MESSAGE, Reason.WRONG_MESSAGE_TYPE))
          .hasMessageContaining("browser");
      assertThat(assertRejected(MY_SEPAY, Reason.WRONG_MESSAGE_TYPE))
          .hasMessageContaining("my.sepay.vn");
    }

    @Test
    void WH_05_a_webhook_is_recognised_by_its_header_whether_its_secret_is_right_or_not() {
      WebhookRejectedException rejection =
          rejection(() -> READER.read(secretKey("x"), body(LINKED)));

      assertThat(rejection.reason()).isEqualTo(Reason.WRONG_MESSAGE_TYPE);
      assertThat(rejection.status()).isEqualTo(401);
      assertThat(rejection).hasMessageContaining("WebhookReader");
    }

    private static WebhookRejectedException assertRejected(String text, Reason reason) {
      WebhookRejectedException rejection = rejection(() -> READER.read(RIGHT, body(text)));

      assertThat(rejection.reason()).isEqualTo(reason);
      assertThat(rejection.status()).isEqualTo(200);
      assertThat(rejection.getMessage()).doesNotContain(SECRET, "00011111");
      return rejection;
    }
  }
}
