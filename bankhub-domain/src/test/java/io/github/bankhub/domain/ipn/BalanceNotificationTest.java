package io.github.bankhub.domain.ipn;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.ReceivedFields;
import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransferDirection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceNotificationTest {

  private static final String DATE = "2025-10-25 15:04:05";
  private static final Instant INSTANT = Instant.parse("2025-10-25T08:04:05Z");

  /** IP-01 and WH-03, field by field. */
  @Nested
  class Fields extends ReceivedFields<BalanceNotification> {

    Fields() {
      super(
          BalanceNotification::of,
          Map.of(
              "transaction_id",
              123456,
              "transfer_type",
              "credit",
              "amount",
              50000,
              "account_number",
              "0000000000011111"),
          List.of(
              row(
                  "bank_account_xid",
                  ACCOUNT.value(),
                  BalanceNotification::bankAccountXid,
                  ACCOUNT),
              row("gateway", "MBBank", BalanceNotification::gateway, new BrandName("MBBank")),
              row("transaction_date", DATE, BalanceNotification::transactionDate, INSTANT),
              row("transaction_date", DATE, BalanceNotification::transactionDateText, DATE, ""),
              row("content", "HD 15\nthanks", BalanceNotification::content, "HD 15\nthanks", ""),
              row("va", "VQR1", BalanceNotification::virtualAccount, new AccountNumber("VQR1")),
              row("payment_code", "HD15", BalanceNotification::paymentCode, "HD15"),
              row("reference_code", "FT25298", BalanceNotification::referenceCode, "FT25298"),
              row("accumulated", 0, BalanceNotification::accumulated, BigDecimal.ZERO)));
    }
  }

  @Nested
  class Reading {

    @Test
    void IP_01_the_required_fields_have_their_accessors() {
      BalanceNotification notification = BalanceNotification.of(body());

      assertThat(notification.transactionId()).isEqualTo(new TransactionId("123456"));
      assertThat(notification.direction()).isEqualTo(TransferDirection.CREDIT);
      assertThat(notification.amount()).isEqualTo(new BigDecimal("50000"));
      assertThat(notification.accountNumber()).isEqualTo(new AccountNumber("0000000000011111"));
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
    void WH_03_extra_fields_are_preserved() {
      assertThat(with("extra", "preserved").fields()).containsEntry("extra", "preserved");
      assertThat(with("va", null).fields()).containsEntry("va", null);
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
    void IP_01_an_id_with_a_control_character_is_rejected() {
      assertRejected("transaction_id", "1\u001b[2J");
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
  class Printing {

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
    return new HashMap<>(
        Map.of(
            "transaction_date",
            DATE,
            "account_number",
            "0000000000011111",
            "content",
            "HD 15\nthanks",
            "transfer_type",
            "credit",
            "amount",
            50000,
            "transaction_id",
            123456));
  }
}
