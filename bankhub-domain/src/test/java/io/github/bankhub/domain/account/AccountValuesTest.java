package io.github.bankhub.domain.account;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountValuesTest {

  @ParameterizedTest
  @CsvSource({
    "personal, personal",
    "individual, personal",
    "Individual, personal",
    "business, business",
    "enterprise, business",
    "HOUSEHOLD, household",
    "Joint, Joint"
  })
  void C6_WH_03_two_words_for_one_type_are_equal_and_others_are_preserved(
      String text, String value) {
    assertThat(new AccountType(text)).isEqualTo(new AccountType(value)).hasToString(value);
  }

  @Test
  void C22_WH_03_a_brand_is_compared_ignoring_case_and_preserved_as_written() {
    BrandName brand = new BrandName("VietinBank");

    assertThat(brand)
        .isEqualTo(new BrandName("Vietinbank"))
        .hasSameHashCodeAs(new BrandName("VIETINBANK"))
        .isNotEqualTo(new BrandName("OCB"))
        .hasToString("VietinBank");
    assertThat(brand.equals((Object) "VietinBank")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0000000000011111, ***1111", "123456789, ***6789", "12345678, ***", "1, ***"})
  void an_account_number_shows_four_digits_at_most_and_never_half_of_it(
      String number, String shown) {
    assertThat(new AccountNumber(number)).hasToString(shown);
    assertThat(new AccountNumber(number).value()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000011111, 11111, true",
    "011111, 0000011111, true",
    "0123, 0123, true",
    "000, 0, true",
    "01230, 123, false",
    "0123, 0124, false"
  })
  void zeros_at_the_beginning_do_not_matter_for_a_match(
      String number, String other, boolean matches) {
    assertThat(new AccountNumber(number).matches(new AccountNumber(other))).isEqualTo(matches);
    assertThat(new AccountNumber(other).matches(new AccountNumber(number))).isEqualTo(matches);
  }

  @Test
  void numbers_are_compared_exactly() {
    assertThat(new AccountNumber("0123"))
        .isEqualTo(new AccountNumber("0123"))
        .hasSameHashCodeAs(new AccountNumber("0123"))
        .isNotEqualTo(new AccountNumber("123"))
        .isNotEqualTo("0123");
    assertThat(new SensitiveNumber("0123"))
        .isEqualTo(new SensitiveNumber("0123"))
        .hasSameHashCodeAs(new SensitiveNumber("0123"))
        .isNotEqualTo(new SensitiveNumber("123"))
        .isNotEqualTo("0123");
    assertThat(new SensitiveNumber("0123").reveal()).isEqualTo("0123");
  }

  @Test
  void blank_values_are_rejected_naming_their_field() {
    assertRejected("account_number", () -> new AccountNumber(" "));
    assertRejected("account_type", () -> new AccountType(" "));
    assertRejected("brand_name", () -> new BrandName(" "));
  }
}
