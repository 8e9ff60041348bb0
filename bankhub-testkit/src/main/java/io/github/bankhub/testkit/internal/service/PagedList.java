package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lists objects page by page. Immutable. Assumed, because SePay's pages do not say it: the search
 * ignores case; a page number out of range or an unknown order is rejected.
 *
 * @param lazyForm makes the form, which most hubs take from another one
 * @param select the objects that the filters of a request select, the oldest first; it is fast by
 *     index, so that a page costs the same in a long list
 * @param item what builds an object's fields, as {@link HandlerResult} says
 */
record PagedList<T>(
    Supplier<Form> lazyForm,
    Function<Map<String, ?>, List<T>> select,
    Function<T, Supplier<Map<String, @Nullable Object>>> item,
    BiPredicate<T, String> search,
    Meta meta)
    implements OperationHandler {

  private static final String PAGE = "page";
  private static final String PER_PAGE = "per_page";
  private static final String TEXT = "q";
  private static final String SORT = "sort[created_at]";
  private static final String OLDEST_FIRST = "asc";

  static <T> PagedList<T> of(
      Function<Map<String, ?>, List<T>> select,
      Function<T, Supplier<Map<String, @Nullable Object>>> item,
      FormField... filters) {
    return new PagedList<>(
        () -> form(filters), select, item, (object, text) -> true, PagedList::meta);
  }

  private static Form form(FormField... filters) {
    Form form =
        Form.of(FormField.number(PAGE, Integer.MAX_VALUE), FormField.number(PER_PAGE, 100))
            // SePay's note and samples say limit, its table per_page.
            .meant(PER_PAGE, "limit", "page_size", "size")
            .hint("does not exist here: the newest comes first", "sort", SORT, "order", "order_by");
    for (FormField filter : filters) {
      form = form.with(filter);
    }
    return form;
  }

  private PagedList<T> with(UnaryOperator<Form> change) {
    return new PagedList<>(() -> change.apply(form()), select, item, search, meta);
  }

  /** Adds a search that gets a text in lower case. */
  PagedList<T> search(BiPredicate<T, String> contains) {
    return new PagedList<>(() -> form().with(FormField.filter(TEXT)), select, item, contains, meta);
  }

  PagedList<T> sorted() {
    return with(
        form ->
            form.with(FormField.oneOf(SORT, OLDEST_FIRST, "desc"))
                .meant(SORT, "sort", "order", "order_by"));
  }

  PagedList<T> meant(String right, String... wrong) {
    return with(form -> form.meant(right, wrong));
  }

  /** {@return this list with the other form of SePay's page numbers} */
  PagedList<T> withTotalPages() {
    return new PagedList<>(
        lazyForm,
        select,
        item,
        search,
        (page, perPage, total, pages) ->
            Json.object("page", page, "per_page", perPage, "total", total, "total_pages", pages));
  }

  @Override
  public Form form() {
    return lazyForm.get();
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    List<T> found = found(fields);
    int total = found.size();
    int page = number(fields, PAGE, 1);
    int perPage = number(fields, PER_PAGE, 20);
    boolean isOldestFirst = OLDEST_FIRST.equals(fields.get(SORT));
    List<Supplier<Map<String, @Nullable Object>>> items = new ArrayList<>(perPage);
    long first = (page - 1L) * perPage;
    for (long i = first; i < Math.min(total, first + perPage); i++) {
      items.add(item.apply(found.get((int) (isOldestFirst ? i : total - 1 - i))));
    }
    return HandlerResult.of(() -> body(items, page, perPage, total));
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

  private Map<String, @Nullable Object> body(
      List<Supplier<Map<String, @Nullable Object>>> items, int page, int perPage, int total) {
    int pages = (total + perPage - 1) / perPage;
    return Json.object(
        "data",
        items.stream().map(Supplier::get).toList(),
        "meta",
        meta.of(page, perPage, total, pages));
  }

  private static Map<String, @Nullable Object> meta(int page, int perPage, int total, int pages) {
    return Json.object(
        "per_page", perPage,
        "total", total,
        "has_more", page < pages,
        "current_page", page,
        "page_count", pages);
  }

  /** The position of a page. */
  @FunctionalInterface
  interface Meta {
    Map<String, @Nullable Object> of(int page, int perPage, int total, int pages);
  }
}
