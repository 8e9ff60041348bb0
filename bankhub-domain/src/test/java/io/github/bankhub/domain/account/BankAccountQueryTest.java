package io.github.bankhub.domain.account;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters of this list only: {@code ListQueryTest} tests what all lists have. */
class BankAccountQueryTest {

  private static final BankAccountQuery ALL = BankAccountQuery.ALL;

  @Test
  void BA_02_the_default_is_the_first_page_of_all_accounts() {
    assertThat(ALL.fields()).containsExactly(entry("page", "1"), entry("per_page", "20"));
    assertThat(ALL.company()).isEmpty();
    assertThat(ALL.bankId()).isEmpty();
  }

  @Test
  void BA_02_each_filter_keeps_the_others() {
    BankAccountQuery query = ALL.withPage(3).atBank("MB").ofCompany(COMPANY);

    assertThat(query.company()).hasValue(COMPANY);
    assertThat(query.bankId()).hasValue("MB");
    assertThat(query.page()).isEqualTo(3);
    assertThat(query)
        .isEqualTo(ALL.ofCompany(COMPANY).atBank("MB").withPage(3))
        .isNotEqualTo(ALL.ofCompany(COMPANY).withPage(3))
        .isNotEqualTo(ALL.atBank("MB").withPage(3));
  }

  @Test
  void BA_02_each_filter_is_a_field() {
    assertThat(ALL.withPage(3).ofCompany(COMPANY).atBank("MB").matching("A & B").fields())
        .containsExactly(
            entry("page", "3"),
            entry("per_page", "20"),
            entry("company_xid", COMPANY.value()),
            entry("bank_id", "MB"),
            entry("q", "A & B"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a\nb"})
  void BA_02_a_blank_bank_is_rejected(String bank) {
    assertRejected("bank_id", () -> ALL.atBank(bank));
  }

  @Test
  void BA_02_a_company_is_required() {
    assertRejected("company_xid", () -> ALL.ofCompany(null));
  }

  @Test
  void LT_24_prints_the_company_but_not_the_text() {
    assertThat(ALL.matching("0123456789").ofCompany(COMPANY).toString())
        .contains("BankAccountQuery", COMPANY.value(), "q=***", "page=1", "per_page=20")
        .doesNotContain("0123456789");
  }
}
