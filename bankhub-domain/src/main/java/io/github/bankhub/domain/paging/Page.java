package io.github.bankhub.domain.paging;

import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.NoJsonForm;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Immutable if its items are.
 *
 * <p>SePay describes the next page in two formats, and both are supported: {@code has_more}
 * decides, else the number of pages, else whether this page is full.
 *
 * @param <T> the type of an item
 */
public final class Page<T> implements NoJsonForm {

  private final List<T> items;
  private final @Nullable Long total;
  private final boolean hasNext;

  private Page(List<T> items, @Nullable Long total, boolean hasNext) {
    this.items = items;
    this.total = total;
    this.hasNext = hasNext;
  }

  /** Reads a page. An item that cannot be read is an error: a missing item would look deleted. */
  static <T> Page<T> of(
      Map<String, ? extends @Nullable Object> response,
      ZoneId zone,
      int page,
      int perPage,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    JsonFields fields = JsonFields.uncopied(response, zone);
    List<JsonFields> data = fields.objects("data");
    if (!(fields.values().get("data") instanceof Collection<?> all) || all.size() > data.size()) {
      throw JsonFields.missing("data");
    }
    JsonFields meta = fields.nested("meta");
    return new Page<>(
        data.stream().map(item -> reader.apply(item.values(), zone)).toList(),
        count(meta, "total").orElse(null),
        page < Integer.MAX_VALUE && hasNext(meta, page, perPage, data.size()));
  }

  /** Ignores the page number in the response: it could make the list endless. */
  private static boolean hasNext(JsonFields meta, int page, int perPage, int size) {
    return meta.optionalFlag("has_more")
        .or(
            () ->
                count(meta, "total_pages")
                    .or(() -> count(meta, "page_count"))
                    .map(pages -> page < pages))
        .orElseGet(() -> size > 0 && size >= count(meta, "per_page").orElse((long) perPage));
  }

  private static Optional<Long> count(JsonFields meta, String field) {
    return meta.whole(field).filter(count -> count >= 0);
  }

  /**
   * A stream of the items of all pages, from the first query's page to the last. It requests a page
   * when the page before it is consumed, on the consuming thread. A failure is thrown there. An
   * empty page ends the stream. So does a page with the same items as the page before; they are not
   * returned again.
   *
   * @param first the first query
   * @param list gets the page of a query
   * @param id the id of an item, used to compare pages
   * @return a stream for one use by one thread; it needs no closing
   */
  public static <Q extends ListQuery<Q, T>, T> Stream<T> streamAll(
      Q first, Function<Q, Page<T>> list, Function<T, Object> id) {
    return new PageIterator<>(first, list, id).stream();
  }

  /** {@return the items in SePay's order, unmodifiable} */
  public List<T> items() {
    return items;
  }

  /** {@return the number of items on all pages, if SePay sent it} */
  public OptionalLong total() {
    return total == null ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /** {@return true if SePay reports a next page, or reports nothing and this page is full} */
  public boolean hasNext() {
    return hasNext;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Page<?> that
        && items.equals(that.items)
        && Objects.equals(total, that.total)
        && hasNext == that.hasNext;
  }

  @Override
  public int hashCode() {
    return Objects.hash(items, total, hasNext);
  }

  /** {@return the number of items, and whether there is a next page; no item} */
  @Override
  public String toString() {
    return "Page["
        + items.size()
        + (hasNext ? " items and a next page]" : " items, the last page]");
  }
}
