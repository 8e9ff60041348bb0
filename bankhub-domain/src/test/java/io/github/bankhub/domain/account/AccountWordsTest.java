package io.github.bankhub.domain.account;

import static io.github.bankhub.domain.Sample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountWordsTest {

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
  void WH_03_two_words_for_one_type_are_equal_and_others_are_kept(String text, String value) {
    assertThat(new AccountType(text)).isEqualTo(new AccountType(value)).hasToString(value);
  }

  @Test
  void WH_03_a_brand_is_compared_whatever_the_case_and_kept_as_written() {
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

  @Test
  void blank_words_are_refused_by_name() {
    assertRefused("account_number", () -> new AccountNumber(" "));
    assertRefused("account_type", () -> new AccountType(" "));
    assertRefused("brand_name", () -> new BrandName(" "));
  }
}
