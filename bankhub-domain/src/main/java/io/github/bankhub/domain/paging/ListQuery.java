package io.github.bankhub.domain.paging;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiRequest;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query for a list: {@code page}, {@code per_page} and the filters that are set. A filter that is
 * not set is not sent.
 *
 * <p>Immutable; each method that sets something returns a changed copy. Printing omits the search
 * text, which may be a name or a number. Only this library extends it.
 *
 * @param <Q> the type of the query
 * @param <T> the type of an item
 */
public abstract class ListQuery<Q extends ListQuery<Q, T>, T> extends ApiRequest<String> {

  /** The maximum number of items per page. SePay documents it for bank accounts. */
  public static final int MAX_PER_PAGE = 100;

  /** The fields of a query without filters: the first page, 20 items per page. */
  protected static final Map<String, String> FIRST_PAGE =
      Collections.unmodifiableMap(new TreeMap<>(Map.of("page", "1", "per_page", "20")));

  private final Function<Map<String, String>, Q> copy;
  private final BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader;

  /**
   * Creates a query.
   *
   * @param fields {@link #FIRST_PAGE}, or the fields that {@code copy} was called with
   * @param copy creates a query with other fields
   * @param reader creates an item from its fields and the zone
   */
  protected ListQuery(
      Map<String, String> fields,
      Function<Map<String, String>, Q> copy,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    super(fields);
    this.copy = copy;
    this.reader = reader;
  }

  /**
   * Filters by a search text. SePay does not document which fields it searches.
   *
   * @throws InvalidFieldException if it is null or blank or contains a control character
   */
  public final Q matching(String newText) {
    return with("q", newText, "a text to search for");
  }

  /**
   * Sets the page number, from 1.
   *
   * @throws InvalidFieldException if it is less than 1
   */
  public final Q withPage(int newPage) {
    return with("page", newPage, Integer.MAX_VALUE, "1 or more");
  }

  /**
   * Sets the number of items per page, 1 to {@link #MAX_PER_PAGE}.
   *
   * @throws InvalidFieldException if it is out of range
   */
  public final Q withPerPage(int newPerPage) {
    return with("per_page", newPerPage, MAX_PER_PAGE, "1 to " + MAX_PER_PAGE);
  }

  /** {@return the same query for the next page} */
  public final Q nextPage() {
    return withPage(page() + 1);
  }

  /** {@return the search text, {@code q}, if set} */
  public final Optional<String> text() {
    return field("q");
  }

  /** {@return the page number, {@code page}, from 1} */
  public final int page() {
    return Integer.parseInt(field("page").orElseThrow());
  }

  /** {@return the maximum number of items per page, {@code per_page}} */
  public final int perPage() {
    return Integer.parseInt(field("per_page").orElseThrow());
  }

  /**
   * Reads the response to this query.
   *
   * @param response the fields of the JSON object: {@code data} and {@code meta}
   * @param zone the zone of times without a zone
   * @return the page
   * @throws InvalidFieldException if {@code data} is not a list of objects, or an object has no id:
   *     a missing item would look deleted
   */
  public final Page<T> readPage(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return Page.of(response, zone, page(), perPage(), reader);
  }

  /**
   * Sets a filter.
   *
   * @param expected describes the value, for the message of the exception
   * @throws InvalidFieldException if the value is null or blank or contains a control character
   */
  protected final Q with(String field, @Nullable String value, String expected) {
    return copy.apply(with(Map.of(field, Check.requireText(field, value, expected))));
  }

  /**
   * Sets a filter to the text of a value.
   *
   * @throws InvalidFieldException if the value is null
   */
  protected final <V> Q with(
      String field, @Nullable V value, Function<V, String> text, String expected) {
    return with(field, text.apply(Check.requirePresent(field, value, expected)), expected);
  }

  private Q with(String field, int value, int max, String expected) {
    if (value < 1 || value > max) {
      throw new InvalidFieldException(field, "is " + value, expected);
    }
    return with(field, String.valueOf(value), expected);
  }

  /** {@return the value of a filter, if set} */
  protected final Optional<String> field(String field) {
    return Optional.ofNullable(fields().get(field));
  }

  /** {@return the fields; stars for the search text} */
  @Override
  public final String toString() {
    return fields().entrySet().stream()
        .map(field -> field.getKey().equals("q") ? "q=***" : field.toString())
        .collect(Collectors.joining(", ", getClass().getSimpleName() + "[", "]"));
  }
}
