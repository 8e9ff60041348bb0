package io.github.bankhub.domain.account;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankAccountQueryTest {

  private static final BankAccountQuery ALL = BankAccountQuery.ALL;

  @Nested
  class Setting {

    @Test
    void BA_02_the_default_is_the_first_page_of_all_accounts_with_20_per_page() {
      assertThat(ALL.company()).isEmpty();
      assertThat(ALL.bankId()).isEmpty();
      assertThat(ALL.text()).isEmpty();
      assertThat(ALL.page()).isEqualTo(1);
      assertThat(ALL.perPage()).isEqualTo(20);
    }

    @Test
    void BA_02_each_filter_keeps_the_others() {
      BankAccountQuery query =
          ALL.withPerPage(100).withPage(3).matching("NGUYEN").atBank("MB").ofCompany(COMPANY);

      assertThat(query.company()).hasValue(COMPANY);
      assertThat(query.bankId()).hasValue("MB");
      assertThat(query.text()).hasValue("NGUYEN");
      assertThat(query.page()).isEqualTo(3);
      assertThat(query.perPage()).isEqualTo(100);
      assertThat(query)
          .isEqualTo(
              ALL.ofCompany(COMPANY).atBank("MB").matching("NGUYEN").withPage(3).withPerPage(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE})
    void BA_03_a_page_has_1_to_100_accounts(int perPage) {
      assertRejected("per_page", () -> ALL.withPerPage(perPage))
          .hasMessageContaining("is " + perPage)
          .hasMessageContaining("1 to 100");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void BA_03_pages_start_at_1(int page) {
      assertRejected("page", () -> ALL.withPage(page))
          .hasMessageContaining("is " + page)
          .hasMessageContaining("1 or more");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\nb"})
    void BA_02_a_blank_filter_is_rejected(String text) {
      assertRejected("bank_id", () -> ALL.atBank(text));
      assertRejected("q", () -> ALL.matching(text));
    }

    @Test
    void BA_02_a_company_is_required() {
      assertRejected("company_xid", () -> ALL.ofCompany(null));
    }
  }

  @Nested
  class Sending {

    @Test
    void BA_02_a_filter_that_is_not_set_is_not_sent() {
      assertThat(ALL.fields()).containsExactly(entry("page", "1"), entry("per_page", "20"));
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

    @Test
    void BA_06_the_next_query_differs_only_in_the_page() {
      BankAccountQuery query = ALL.matching("x").withPerPage(2).withPage(4);

      assertThat(query.nextPage()).isEqualTo(query.withPage(5));
    }

    @Test
    void BA_06_the_maximum_page_number_has_no_next_query() {
      assertRejected("page", () -> ALL.withPage(Integer.MAX_VALUE).nextPage());
    }
  }

  @Nested
  class Comparing {

    @Test
    void compares_every_choice() {
      assertThat(ALL.withPage(1)).isEqualTo(ALL).hasSameHashCodeAs(ALL);
      assertThat(ALL)
          .isNotEqualTo(ALL.ofCompany(COMPANY))
          .isNotEqualTo(ALL.atBank("MB"))
          .isNotEqualTo(ALL.matching("MB"))
          .isNotEqualTo(ALL.withPage(2))
          .isNotEqualTo(ALL.withPerPage(2))
          .isNotEqualTo("ALL");
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_does_not_show_the_text_which_may_be_a_number() {
      assertThat(ALL.matching("0123456789").ofCompany(COMPANY).toString())
          .contains(COMPANY.value(), "text=***", "page=1", "perPage=20")
          .doesNotContain("0123456789");
      assertThat(ALL.toString()).contains("text=none");
    }
  }
}
