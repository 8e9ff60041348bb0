package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists objects page by page. Immutable. Assumed, because SePay's pages do not say it: the search
 * ignores case; a page number out of range or an unknown order is rejected.
 */
record PagedList<T>(
    Form form,
    Supplier<List<T>> newestFirst,
    Function<T, Map<String, @Nullable Object>> item,
    BiPredicate<T, Map<String, ?>> filter)
    implements OperationHandler {

  private static final String PAGE = "page";
  private static final String PER_PAGE = "per_page";
  private static final String SORT = "sort[created_at]";
  private static final String OLDEST_FIRST = "asc";

  static <T> PagedList<T> of(
      Supplier<List<T>> newestFirst, Function<T, Map<String, @Nullable Object>> item) {
    Form form =
        Form.of(FormField.number(PAGE, Integer.MAX_VALUE), FormField.number(PER_PAGE, 100))
            // SePay's note and samples say limit, its table per_page.
            .meant(PER_PAGE, "limit");
    return new PagedList<>(form, newestFirst, item, (object, request) -> true);
  }

  PagedList<T> filter(String field, BiPredicate<T, String> selects) {
    return new PagedList<>(
        form.with(FormField.any(field)),
        newestFirst,
        item,
        filter.and(
            (object, request) ->
                !request.containsKey(field)
                    || selects.test(object, String.valueOf(request.get(field)))));
  }

  PagedList<T> search(Function<T, List<String>> texts) {
    return filter(
        "q",
        (object, part) ->
            texts.apply(object).stream().anyMatch(text -> lower(text).contains(lower(part))));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  PagedList<T> sorted() {
    Form sorted = form.with(FormField.oneOf(SORT, OLDEST_FIRST, "desc")).meant(SORT, "sort");
    return new PagedList<>(sorted, newestFirst, item, filter);
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    List<T> found =
        new ArrayList<>(
            newestFirst.get().stream().filter(object -> filter.test(object, fields)).toList());
    if (OLDEST_FIRST.equals(fields.get(SORT))) {
      Collections.reverse(found);
    }
    return body(found, number(fields, PAGE, 1), number(fields, PER_PAGE, 20));
  }

  private static int number(Map<String, ?> fields, String name, int defaultNumber) {
    return fields.containsKey(name)
        ? Integer.parseInt(String.valueOf(fields.get(name)))
        : defaultNumber;
  }

  private Map<String, @Nullable Object> body(List<T> found, int page, int perPage) {
    int pages = (found.size() + perPage - 1) / perPage;
    return Json.object(
        "data",
        found.stream().skip((page - 1L) * perPage).limit(perPage).map(item).toList(),
        "meta",
        Json.object(
            "per_page", perPage,
            "total", found.size(),
            "has_more", page < pages,
            "current_page", page,
            "page_count", pages));
  }
}
