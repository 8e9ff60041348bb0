package io.github.bankhub.domain.ipn;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.failure.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceNotificationTest {

  private static final Instant INSTANT = Instant.parse("2025-10-25T08:04:05Z");

  @Nested
  class Reading {

    private final BalanceNotification notification = BalanceNotification.of(body());

    @Test
    void IP_01_every_documented_field_has_its_accessor() {
      assertThat(notification.transactionId()).isEqualTo("123456");
      assertThat(notification.direction()).isEqualTo(TransferDirection.CREDIT);
      assertThat(notification.amount()).isEqualTo(new BigDecimal("50000"));
      assertThat(notification.accountNumber()).isEqualTo(new AccountNumber("0000000000011111"));
      assertThat(notification.bankAccountXid()).hasValue(ACCOUNT);
      assertThat(notification.gateway()).hasValue(new BrandName("MBBank"));
      assertThat(notification.transactionDate()).hasValue(INSTANT);
      assertThat(notification.content()).isEqualTo("HD 15\nthanks");
      assertThat(notification.virtualAccount()).hasValue(new AccountNumber("VQR0001"));
      assertThat(notification.paymentCode()).hasValue("HD15");
      assertThat(notification.referenceCode()).hasValue("FT25298");
      assertThat(notification.accumulated()).hasValue(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"credit, CREDIT", "IN, CREDIT", "Debit, DEBIT", "out, DEBIT"})
    void IP_01_both_words_for_a_direction_are_read(String word, TransferDirection direction) {
      assertThat(with("transfer_type", word).direction()).isEqualTo(direction);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2025-10-25 15:04:05",
          "2025-10-25T15:04:05",
          "2025-10-25T15:04:05+07:00",
          "2025-10-25T08:04:05Z",
          "2025-10-25T15:04:05+0700",
          "1761379445"
        })
    void IP_01_the_three_formats_of_a_date_are_read(String text) {
      BalanceNotification dated = with("transaction_date", text);

      assertThat(dated.transactionDate()).hasValue(INSTANT);
      assertThat(dated.transactionDateText()).isEqualTo(text);
    }

    @Test
    void IP_01_the_assumed_zone_can_be_overridden() {
      assertThat(BalanceNotification.of(body(), ZoneOffset.UTC).transactionDate())
          .hasValue(Instant.parse("2025-10-25T15:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "25/10/2025", "2025-02-29 15:04:05", "2025-10-25"})
    void IP_01_an_unreadable_date_is_preserved_as_text(String text) {
      BalanceNotification dated = with("transaction_date", text);

      assertThat(dated.transactionDate()).isEmpty();
      assertThat(dated.transactionDateText()).isEqualTo(text);
      assertThat(dated.toString()).contains("time unknown");
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000", "0.10, 0.10", "' 7 ', 7", "1E+3, 1E+3", "0, 0"})
    void IP_01_money_is_exact_and_may_be_text(String text, BigDecimal amount) {
      assertThat(with("amount", text).amount()).isEqualTo(amount);
    }

    @Test
    void WH_03_optional_fields_may_be_missing_and_extra_fields_are_preserved() {
      Map<String, Object> body =
          new HashMap<>(
              Map.of(
                  "transaction_id",
                  "t",
                  "transfer_type",
                  "out",
                  "amount",
                  1,
                  "extra",
                  "preserved"));
      body.put("account_number", "1");
      body.put("va", null);
      BalanceNotification thin = BalanceNotification.of(body);

      assertThat(thin.virtualAccount()).isEmpty();
      assertThat(thin.bankAccountXid()).isEmpty();
      assertThat(thin.gateway()).isEmpty();
      assertThat(thin.paymentCode()).isEmpty();
      assertThat(thin.referenceCode()).isEmpty();
      assertThat(thin.accumulated()).isEmpty();
      assertThat(thin.transactionDate()).isEmpty();
      assertThat(thin.transactionDateText()).isEmpty();
      assertThat(thin.content()).isEmpty();
      assertThat(thin.fields()).containsEntry("extra", "preserved").containsEntry("va", null);
      assertThatThrownBy(() -> thin.fields().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Rejecting {

    @ParameterizedTest
    @CsvSource({"transaction_id,", "transfer_type, sideways", "transfer_type,", "amount,"})
    void IP_01_a_missing_required_field_is_rejected_naming_the_field(String field, String value) {
      assertRejected(field, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "much", "1e400", "NaN", "0x10"})
    void IP_01_a_negative_or_too_long_amount_is_rejected(String amount) {
      assertRejected("amount", amount);
    }

    @Test
    void IP_01_an_account_number_is_required() {
      assertRejected("account_number", "");
    }

    private static void assertRejected(String field, Object value) {
      assertThat(
              catchThrowableOfType(InvalidFieldException.class, () -> with(field, value)).field())
          .isEqualTo(field);
    }
  }

  @Nested
  class ComparingAndPrinting {

    @Test
    void notifications_with_the_same_fields_and_zone_are_equal() {
      BalanceNotification notification = BalanceNotification.of(body());

      assertThat(notification)
          .isEqualTo(BalanceNotification.of(body()))
          .hasSameHashCodeAs(BalanceNotification.of(body()))
          .isNotEqualTo(with("amount", 1))
          .isNotEqualTo(BalanceNotification.of(body(), ZoneOffset.UTC));
      assertThat(notification.equals((Object) "123456")).isFalse();
    }

    @Test
    void masks_the_account_and_omits_the_content() {
      assertThat(BalanceNotification.of(body()))
          .hasToString(
              "BalanceNotification[123456, CREDIT 50000, account ***1111, 2025-10-25T08:04:05Z]");
    }
  }

  private static BalanceNotification with(String field, Object value) {
    Map<String, Object> body = body();
    body.put(field, value);
    return BalanceNotification.of(body);
  }

  private static Map<String, Object> body() {
    Map<String, Object> body = new HashMap<>();
    body.put("gateway", "MBBank");
    body.put("transaction_date", "2025-10-25 15:04:05");
    body.put("account_number", "0000000000011111");
    body.put("bank_account_xid", ACCOUNT.value());
    body.put("va", "VQR0001");
    body.put("payment_code", "HD15");
    body.put("content", "HD 15\nthanks");
    body.put("transfer_type", "credit");
    body.put("amount", 50000);
    body.put("reference_code", "FT25298");
    body.put("accumulated", 0);
    body.put("transaction_id", 123456);
    return body;
  }
}
