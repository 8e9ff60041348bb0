package io.github.bankhub.domain.paging;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {

  private static final Names ALL = new Names(ListQuery.FIRST_PAGE);

  @Nested
  class Setting {

    @Test
    void BA_02_the_default_is_the_first_page_with_20_items_and_no_filter() {
      assertThat(ALL.text()).isEmpty();
      assertThat(ALL.page()).isEqualTo(1);
      assertThat(ALL.perPage()).isEqualTo(20);
    }

    @Test
    void BA_02_each_choice_keeps_the_others() {
      Names names = ALL.withPerPage(100).withPage(3).matching("NGUYEN");

      assertThat(names.text()).hasValue("NGUYEN");
      assertThat(names.page()).isEqualTo(3);
      assertThat(names.perPage()).isEqualTo(100);
      assertThat(names).isEqualTo(ALL.matching("NGUYEN").withPage(3).withPerPage(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE})
    void BA_03_a_page_has_1_to_100_items(int perPage) {
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
    void BA_02_a_blank_search_text_is_rejected(String text) {
      assertRejected("q", () -> ALL.matching(text));
    }
  }

  @Nested
  class Sending {

    @Test
    void BA_02_a_filter_that_is_not_set_is_not_sent() {
      assertThat(ALL.fields()).containsExactly(entry("page", "1"), entry("per_page", "20"));
    }

    @Test
    void BA_02_each_choice_is_a_field() {
      Map<String, String> fields = ALL.matching("A & B").withPage(3).fields();

      assertThat(fields)
          .containsExactly(entry("page", "3"), entry("per_page", "20"), entry("q", "A & B"));
      assertThatThrownBy(fields::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void BA_06_the_next_query_differs_only_in_the_page() {
      Names names = ALL.matching("x").withPerPage(2).withPage(4);

      assertThat(names.nextPage()).isEqualTo(names.withPage(5));
    }

    @Test
    void BA_06_the_maximum_page_number_has_no_next_query() {
      assertRejected("page", () -> ALL.withPage(Integer.MAX_VALUE).nextPage());
    }
  }

  @Nested
  class Comparing {

    @Test
    void compares_every_choice_and_the_class() {
      assertThat(ALL.withPage(1)).isEqualTo(ALL).hasSameHashCodeAs(ALL);
      assertThat(ALL)
          .isNotEqualTo(ALL.matching("MB"))
          .isNotEqualTo(ALL.withPage(2))
          .isNotEqualTo(ALL.withPerPage(2))
          .isNotEqualTo(new OtherNames(ALL.fields()))
          .isNotEqualTo("ALL");
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_does_not_show_the_text_which_may_be_a_number() {
      assertThat(ALL.matching("0123456789")).hasToString("Names[page=1, per_page=20, q=***]");
      assertThat(ALL).hasToString("Names[page=1, per_page=20]");
    }
  }

  private static final class Names extends ListQuery<Names, String> {

    private Names(Map<String, String> fields) {
      super(fields, Names::new, (item, zone) -> "item");
    }
  }

  private static final class OtherNames extends ListQuery<OtherNames, String> {

    private OtherNames(Map<String, String> fields) {
      super(fields, OtherNames::new, (item, zone) -> "item");
    }
  }
}
