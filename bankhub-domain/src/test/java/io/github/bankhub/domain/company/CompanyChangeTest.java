package io.github.bankhub.domain.company;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyChange.SuffixCharacters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyChangeTest {

  /** A change of one field, and the value that is sent. */
  private record Single(CompanyChange change, String field, Object value) {}

  static Stream<Single> singles() {
    return Stream.of(
        new Single(CompanyChange.fullName("CONG TY"), "full_name", "CONG TY"),
        new Single(CompanyChange.shortName("CT"), "short_name", "CT"),
        new Single(CompanyChange.status(Status.PENDING), "status", "Pending"),
        new Single(CompanyChange.paymentCode(true), "payment_code", "on"),
        new Single(CompanyChange.paymentCode(false), "payment_code", "off"),
        new Single(CompanyChange.paymentCodePrefix("DHang"), "payment_code_prefix", "DHang"),
        new Single(
            CompanyChange.paymentCodeSuffixCharacters(SuffixCharacters.NUMBERS),
            "payment_code_suffix_character_type",
            "NumberOnly"),
        new Single(
            CompanyChange.paymentCodeSuffixCharacters(SuffixCharacters.NUMBERS_AND_LETTERS),
            "payment_code_suffix_character_type",
            "NumberAndLetter"),
        new Single(
            CompanyChange.transactionAmount(BigDecimal.ZERO),
            "transaction_amount",
            BigInteger.ZERO),
        new Single(
            CompanyChange.transactionAmount(new BigDecimal("1E+6")),
            "transaction_amount",
            BigInteger.valueOf(1_000_000)),
        new Single(
            CompanyChange.transactionAmount(new BigDecimal("500.00")),
            "transaction_amount",
            BigInteger.valueOf(500)),
        new Single(CompanyChange.unlimitedTransactions(), "transaction_amount", "Unlimited"));
  }

  @ParameterizedTest
  @MethodSource("singles")
  void CO_20_a_change_sends_only_its_field(Single single) {
    assertThat(single.change().fields()).isEqualTo(Map.of(single.field(), single.value()));
  }

  @Test
  void CO_20_changes_can_be_combined_and_the_last_one_of_a_field_decides() {
    CompanyChange change =
        CompanyChange.fullName("CONG TY")
            .and(CompanyChange.paymentCodeSuffixLength(1, 30))
            .and(CompanyChange.status(Status.PENDING))
            .and(CompanyChange.status(Status.ACTIVE));
    assertThat(change.fields())
        .isEqualTo(
            Map.of(
                "full_name",
                "CONG TY",
                "payment_code_suffix_from",
                1,
                "payment_code_suffix_to",
                30,
                "status",
                "Active"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a\nb"})
  void CO_21_a_name_that_is_no_text_cannot_be_built(String name) {
    assertRejected("full_name", () -> CompanyChange.fullName(name));
    assertRejected("short_name", () -> CompanyChange.shortName(name));
  }

  @Test
  void CO_21_a_name_that_is_too_long_cannot_be_built() {
    assertThat(CompanyChange.fullName("ă".repeat(200)).fields()).hasSize(1);
    assertThat(CompanyChange.shortName("😀".repeat(20)).fields()).hasSize(1);
    assertRejected("full_name", () -> CompanyChange.fullName("ă".repeat(201)))
        .hasMessageContaining("201 characters");
    assertRejected("short_name", () -> CompanyChange.shortName("a".repeat(21)))
        .hasMessageContaining("21 characters");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "D", "DONHANG", "D1", "ĐH", "D H"})
  void CO_22_a_prefix_has_2_to_5_letters(String prefix) {
    assertRejected("payment_code_prefix", () -> CompanyChange.paymentCodePrefix(prefix));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, payment_code_suffix_from",
    "31, 31, payment_code_suffix_from",
    "1, 31, payment_code_suffix_to",
    "6, 5, payment_code_suffix_to",
    "1, 0, payment_code_suffix_to"
  })
  void CO_22_a_suffix_has_1_to_30_characters_and_its_range_is_not_upside_down(
      int shortest, int longest, String field) {
    assertRejected(field, () -> CompanyChange.paymentCodeSuffixLength(shortest, longest));
  }

  @Test
  void CO_22_a_suffix_may_have_one_length() {
    assertThat(CompanyChange.paymentCodeSuffixLength(8, 8).fields().values())
        .containsExactlyInAnyOrder(8, 8);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"-1", "0.5", "1E+30", "1E+999999999"})
  void CO_23_a_limit_of_transactions_is_whole_and_not_negative(BigDecimal limit) {
    assertRejected("transaction_amount", () -> CompanyChange.transactionAmount(limit));
  }

  @Test
  void a_change_to_null_cannot_be_built() {
    assertRejected("status", () -> CompanyChange.status(null));
    assertRejected(
        "payment_code_suffix_character_type",
        () -> CompanyChange.paymentCodeSuffixCharacters(null));
  }

  @Test
  void changes_of_the_same_fields_to_the_same_values_are_equal() {
    CompanyChange change = CompanyChange.shortName("CT").and(CompanyChange.paymentCode(true));
    assertThat(change)
        .isEqualTo(CompanyChange.paymentCode(true).and(CompanyChange.shortName("CT")))
        .hasSameHashCodeAs(CompanyChange.paymentCode(true).and(CompanyChange.shortName("CT")))
        .isNotEqualTo(CompanyChange.shortName("CT"))
        .isNotEqualTo("CT");
  }

  @Test
  void LT_24_the_text_contains_no_value() {
    assertThat(CompanyChange.fullName("CONG TY").and(CompanyChange.status(Status.ACTIVE)))
        .hasToString("CompanyChange[full_name, status]");
  }
}
