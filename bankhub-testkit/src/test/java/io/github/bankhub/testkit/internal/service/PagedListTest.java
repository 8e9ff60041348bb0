package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of the words Three, Two and One, the newest first. */
class PagedListTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1");

  private final PagedList<String> words =
      PagedList.of(
              PagedListTest::selected,
              word -> () -> Json.object("word", word),
              FormField.filter("letters"))
          .search((word, text) -> word.toLowerCase(Locale.ROOT).contains(text))
          .sorted();

  private static List<String> selected(Map<String, ?> request) {
    return Stream.of("One", "Two", "Three")
        .filter(word -> !request.containsKey("letters") || hasLength(word, request.get("letters")))
        .toList();
  }

  private static boolean hasLength(String word, Object count) {
    return String.valueOf(word.length()).equals(count);
  }

  private Map<String, ?> list(Map<String, String> request) {
    words.form().check(request);
    return words.handle(request, BASE).body().get();
  }

  @ParameterizedTest
  @CsvSource({
    "letters, 3, Two One",
    "letters, 9, ''",
    "q, t, Three Two",
    "q, T, Three Two",
    "sort[created_at], asc, One Two Three",
    "sort[created_at], desc, Three Two One",
    "per_page, 2, Three Two",
    "page, 1, Three Two One",
    "page, 2, ''"
  })
  void a_field_selects_or_orders_the_objects(String field, String value, String expected) {
    assertThat(list(Map.of(field, value)).get("data"))
        .hasToString(
            expected.isEmpty() ? "[]" : "[{word=" + expected.replace(" ", "}, {word=") + "}]");
  }

  @Test
  void all_fields_apply_together() {
    Map<String, String> request =
        Map.of("letters", "3", "sort[created_at]", "asc", "per_page", "1", "page", "2");
    assertThat(list(request))
        .hasToString(
            "{data=[{word=Two}], meta={per_page=1, total=2, has_more=false, current_page=2,"
                + " page_count=2}}");
  }

  @ParameterizedTest
  @CsvSource({
    "sort, asc, use sort[created_at]",
    "limit, 5, use per_page",
    "perPage, 5, use per_page",
    "sort[created_at], up, must be asc or desc",
    "page, 0, must be a whole number from 1",
    "page, 2147483648, must be a whole number from 1",
    "q, '', 'must not be empty: leave the field out'",
    "letters, '', 'must not be empty: leave the field out'",
    "x, x, 'is unknown; the fields are page, per_page, letters, q, sort[created_at]'"
  })
  void a_wrong_field_is_rejected_with_the_reason(String field, String value, String problem) {
    assertThatExceptionOfType(ErrorResponse.class)
        .isThrownBy(() -> list(Map.of(field, value)))
        .satisfies(error -> assertThat(error.fields()).containsExactly(Map.entry(field, problem)));
  }
}
