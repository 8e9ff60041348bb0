package io.github.bankhub.domain.paging;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountQuery;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

  private static final BankAccountQuery TWO_A_PAGE = BankAccountQuery.ALL.withPerPage(2);

  private static final Page<BankAccount> EMPTY = read(TWO_A_PAGE, Map.of("data", List.of()));

  @Nested
  class Reading {

    @Test
    void BA_04_accounts_are_in_the_order_of_the_response_with_their_total() {
      Page<BankAccount> page = page(TWO_A_PAGE, 2, Map.of("total", "7"));

      assertThat(page.items()).extracting(one -> one.xid().value()).containsExactly("a0", "a1");
      assertThat(page.total()).hasValue(7);
    }

    @Test
    void BA_05_a_missing_list_or_an_item_that_is_not_an_account_is_rejected() {
      assertRejected("data", () -> read(TWO_A_PAGE, Map.of()));
      assertRejected("data", () -> read(TWO_A_PAGE, Map.of("data", "none")));
      assertRejected("data", () -> read(TWO_A_PAGE, Map.of("data", List.of(7))));
      assertRejected("xid", () -> read(TWO_A_PAGE, Map.of("data", List.of(Map.of("active", 1)))));
    }

    @Test
    void BA_04_a_total_of_0_is_known() {
      assertThat(page(TWO_A_PAGE, 1, Map.of("total", 0)).total()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.5", "many", "1e30", "''"})
    void BA_05_a_total_that_is_not_a_number_is_unknown(String total) {
      assertThat(page(TWO_A_PAGE, 1, Map.of("total", total)).total()).isEmpty();
    }
  }

  /** The fields of SePay's pages differ; the first one that is present decides. */
  @Nested
  class Next_page {

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "false, false", "0, false"})
    void C9_BA_06_has_more_decides(String hasMore, boolean next) {
      Map<String, Object> meta =
          Map.of("has_more", hasMore, "page", 1, "total_pages", next ? 1 : 9);
      assertThat(page(TWO_A_PAGE, next ? 1 : 2, meta).hasNext()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
      "page, total_pages, 2, 3, true",
      "page, total_pages, 2, 2, false",
      "current_page, page_count, 2, 3, true",
      "current_page, page_count, 2, 2, false",
      "nothing, total_pages, 0, 2, false",
      "nothing, page_count, 0, 3, true",
      "page, total_pages, 1, 2, false",
      "current_page, page_count, 1, 2, false"
    })
    void C9_BA_06_else_the_number_of_pages_decides(
        String pageField, String pagesField, String page, String pages, boolean next) {
      Map<String, Object> meta = Map.of(pageField, page, pagesField, pages, "has_more", "?");
      assertThat(page(TWO_A_PAGE.withPage(2), next ? 1 : 2, meta).hasNext()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "3, true"})
    void C9_BA_06_else_a_full_page_has_a_next_one(int size, boolean next) {
      assertThat(page(TWO_A_PAGE, size, Map.of()).hasNext()).isEqualTo(next);
    }

    @Test
    void BA_06_a_page_is_full_at_the_size_that_SePay_reports() {
      assertThat(page(TWO_A_PAGE.withPerPage(100), 2, Map.of("per_page", 2)).hasNext()).isTrue();
      assertThat(page(TWO_A_PAGE, 0, Map.of("per_page", 0)).hasNext()).isFalse();
    }

    @Test
    void BA_06_the_maximum_page_number_has_no_next_page() {
      Page<BankAccount> last =
          page(TWO_A_PAGE.withPage(Integer.MAX_VALUE), 2, Map.of("has_more", true));
      assertThat(last.hasNext()).isFalse();
    }
  }

  @Nested
  class Iterating {

    @Test
    void BA_08_throws_after_the_last_item() {
      Iterator<BankAccount> none = new PageIterator<>(TWO_A_PAGE, query -> EMPTY, item -> item);

      assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Nested
  class Comparing {

    @Test
    void compares_items_total_and_has_next() {
      Page<BankAccount> page = page(TWO_A_PAGE, 1, Map.of());

      assertThat(page)
          .isEqualTo(page(TWO_A_PAGE, 1, Map.of()))
          .hasSameHashCodeAs(page(TWO_A_PAGE, 1, Map.of()))
          .isNotEqualTo(page(TWO_A_PAGE, 0, Map.of()))
          .isNotEqualTo(page(TWO_A_PAGE, 2, Map.of("has_more", false)))
          .isNotEqualTo(page(TWO_A_PAGE, 1, Map.of("total", 1)))
          .isNotEqualTo(page(TWO_A_PAGE, 1, Map.of("has_more", true)))
          .isNotEqualTo("page")
          .doesNotHaveSameHashCodeAs(page(TWO_A_PAGE, 0, Map.of()));
    }
  }

  @Nested
  class Printing {

    @Test
    void shows_the_number_of_items_and_no_item() {
      assertThat(page(TWO_A_PAGE, 1, Map.of())).hasToString("Page[1 items, the last page]");
      assertThat(page(TWO_A_PAGE, 2, Map.of())).hasToString("Page[2 items and a next page]");
    }
  }

  private static Page<BankAccount> page(
      BankAccountQuery query, int size, Map<String, Object> meta) {
    List<Map<String, Object>> data =
        IntStream.range(0, size).mapToObj(i -> Map.<String, Object>of("xid", "a" + i)).toList();
    return read(query, new HashMap<>(Map.of("data", data, "meta", meta)));
  }

  private static Page<BankAccount> read(BankAccountQuery query, Map<String, Object> response) {
    return query.readPage(response, ZoneOffset.UTC);
  }
}
