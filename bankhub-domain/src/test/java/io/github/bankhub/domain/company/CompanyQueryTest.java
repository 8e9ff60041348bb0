package io.github.bankhub.domain.company;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.bankhub.domain.company.CompanyQuery.Order;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyQueryTest {

  private static final CompanyQuery ALL = CompanyQuery.ALL;

  @Test
  void CO_02_a_filter_that_is_not_selected_is_not_sent() {
    assertThat(ALL.fields()).containsExactly(entry("page", "1"), entry("per_page", "20"));
  }

  @Test
  void CO_02_each_selection_is_a_field_and_leaves_the_others_unchanged() {
    CompanyQuery query =
        ALL.inOrder(Order.OLDEST_FIRST)
            .withPerPage(100)
            .withPage(3)
            .matching("A & B")
            .withStatus(CompanyStatus.ACTIVE);

    assertThat(query.fields())
        .containsExactly(
            entry("page", "3"),
            entry("per_page", "100"),
            entry("q", "A & B"),
            entry("status", "Active"),
            entry("sort[created_at]", "asc"));
    assertThat(query.nextPage()).isEqualTo(query.withPage(4));
    assertThat(ALL.inOrder(Order.NEWEST_FIRST).fields()).containsEntry("sort[created_at]", "desc");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE})
  void CO_03_a_page_has_1_to_100_companies(int perPage) {
    assertRejected("per_page", () -> ALL.withPerPage(perPage)).hasMessageContaining("1 to 100");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void CO_03_pages_start_at_1(int page) {
    assertRejected("page", () -> ALL.withPage(page)).hasMessageContaining("1 or more");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a\nb"})
  void CO_02_a_search_text_is_not_blank(String text) {
    assertRejected("q", () -> ALL.matching(text));
  }

  @Test
  void CO_02_null_is_rejected_by_name() {
    assertRejected("status", () -> ALL.withStatus(null));
    assertRejected("sort[created_at]", () -> ALL.inOrder(null));
    Optional<Order> none = Optional.empty();
    assertRejected("q", () -> new CompanyQuery(1, 1, null, Optional.empty(), none));
    assertRejected("status", () -> new CompanyQuery(1, 1, Optional.empty(), null, none));
  }

  @Test
  void LT_24_its_text_does_not_contain_the_search_text() {
    assertThat(ALL.matching("NGUYEN").withStatus(CompanyStatus.ACTIVE).inOrder(Order.OLDEST_FIRST))
        .hasToString("CompanyQuery[page=1, perPage=20, text=***, status=Active, order=asc]");
    assertThat(ALL)
        .hasToString("CompanyQuery[page=1, perPage=20, text=none, status=none, order=none]");
  }
}
