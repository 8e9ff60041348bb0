package io.github.bankhub.domain.account;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRefused;
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
  class Choosing {

    @Test
    void BA_02_at_first_it_is_the_first_page_of_all_accounts_20_to_a_page() {
      assertThat(ALL.company()).isEmpty();
      assertThat(ALL.bankId()).isEmpty();
      assertThat(ALL.text()).isEmpty();
      assertThat(ALL.page()).isEqualTo(1);
      assertThat(ALL.perPage()).isEqualTo(20);
    }

    @Test
    void BA_02_each_choice_leaves_the_others_as_they_were() {
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
    void BA_03_a_page_holds_1_to_100_accounts(int perPage) {
      assertRefused("per_page", () -> ALL.withPerPage(perPage))
          .hasMessageContaining("is " + perPage)
          .hasMessageContaining("1 to 100");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void BA_03_pages_begin_at_1(int page) {
      assertRefused("page", () -> ALL.withPage(page))
          .hasMessageContaining("is " + page)
          .hasMessageContaining("1 or more");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\nb"})
    void BA_02_a_filter_is_a_text_or_is_not_chosen(String text) {
      assertRefused("bank_id", () -> ALL.atBank(text));
      assertRefused("q", () -> ALL.matching(text));
    }

    @Test
    void BA_02_a_company_must_be_one() {
      assertRefused("company_xid", () -> ALL.ofCompany(null));
    }
  }

  @Nested
  class Sending {

    @Test
    void BA_02_what_was_not_chosen_is_not_sent() {
      assertThat(ALL.fields()).containsExactly(entry("page", "1"), entry("per_page", "20"));
    }

    @Test
    void BA_02_each_choice_is_a_field() {
      assertThat(ALL.withPage(3).ofCompany(COMPANY).atBank("MB").matching("A & B").fields())
          .containsExactly(
              entry("page", "3"),
              entry("per_page", "20"),
              entry("company_xid", COMPANY.value()),
              entry("bank_id", "MB"),
              entry("q", "A & B"));
    }

    @Test
    void BA_06_the_next_query_is_the_same_but_for_the_page() {
      BankAccountQuery query = ALL.matching("x").withPerPage(2).withPage(4);

      assertThat(query.nextPage()).isEqualTo(query.withPage(5));
    }

    @Test
    void BA_06_there_is_no_query_after_the_last_page_number() {
      assertRefused("page", () -> ALL.withPage(Integer.MAX_VALUE).nextPage());
    }
  }

  @Nested
  class Comparing {

    @Test
    void looks_at_every_choice() {
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
