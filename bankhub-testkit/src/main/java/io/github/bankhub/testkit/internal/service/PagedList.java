package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists immutable objects page by page. Immutable. Assumed, because SePay's pages do not say it:
 * the search ignores case; a page number out of range or an unknown order is rejected.
 *
 * @param select the objects that the filters of a request select, the oldest first; it is fast by
 *     index, so that a page costs the same in a long list
 */
record PagedList<T>(
    Form form,
    Function<Map<String, ?>, List<T>> select,
    Function<T, Map<String, @Nullable Object>> item,
    BiPredicate<T, String> search)
    implements OperationHandler {

  private static final String PAGE = "page";
  private static final String PER_PAGE = "per_page";
  private static final String TEXT = "q";
  private static final String SORT = "sort[created_at]";
  private static final String OLDEST_FIRST = "asc";

  static <T> PagedList<T> of(
      Function<Map<String, ?>, List<T>> select,
      Function<T, Map<String, @Nullable Object>> item,
      String... filters) {
    Form form =
        Form.of(FormField.number(PAGE, Integer.MAX_VALUE), FormField.number(PER_PAGE, 100))
            // SePay's note and samples say limit, its table per_page.
            .meant(PER_PAGE, "limit");
    for (String filter : filters) {
      form = form.with(FormField.any(filter));
    }
    return new PagedList<>(form, select, item, (object, text) -> true);
  }

  /** Adds a search that gets a text in lower case. */
  PagedList<T> search(BiPredicate<T, String> contains) {
    return new PagedList<>(form.with(FormField.any(TEXT)), select, item, contains);
  }

  PagedList<T> sorted() {
    Form sorted = form.with(FormField.oneOf(SORT, OLDEST_FIRST, "desc")).meant(SORT, "sort");
    return new PagedList<>(sorted, select, item, search);
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    List<T> found = found(fields);
    int total = found.size();
    int page = number(fields, PAGE, 1);
    int perPage = number(fields, PER_PAGE, 20);
    boolean isOldestFirst = OLDEST_FIRST.equals(fields.get(SORT));
    List<T> objects = new ArrayList<>(perPage);
    long first = (page - 1L) * perPage;
    for (long i = first; i < Math.min(total, first + perPage); i++) {
      objects.add(found.get((int) (isOldestFirst ? i : total - 1 - i)));
    }
    return HandlerResult.of(() -> body(objects, page, perPage, total));
  }

  private List<T> found(Map<String, ?> fields) {
    List<T> selected = select.apply(fields);
    if (!fields.containsKey(TEXT)) {
      return selected;
    }
    String text = String.valueOf(fields.get(TEXT)).toLowerCase(Locale.ROOT);
    return selected.stream().filter(object -> search.test(object, text)).toList();
  }

  private static int number(Map<String, ?> fields, String name, int defaultNumber) {
    return fields.containsKey(name)
        ? Integer.parseInt(String.valueOf(fields.get(name)))
        : defaultNumber;
  }

  private Map<String, @Nullable Object> body(List<T> objects, int page, int perPage, int total) {
    int pages = (total + perPage - 1) / perPage;
    return Json.object(
        "data",
        objects.stream().map(item).toList(),
        "meta",
        Json.object(
            "per_page", perPage,
            "total", total,
            "has_more", page < pages,
            "current_page", page,
            "page_count", pages));
  }
}
