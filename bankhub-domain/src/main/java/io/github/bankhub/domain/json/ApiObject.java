package io.github.bankhub.domain.json;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that SePay sent.
 *
 * <p>It keeps every field, documented or not: see {@link #fields()}. Numbers and flags may come as
 * text. A field that is missing or unreadable is empty, unless the class says that it is required.
 *
 * <p>Immutable. Two objects are equal if they have the same class, the same fields and the same
 * zone. Only this library extends it.
 */
public abstract class ApiObject implements NoJsonForm {

  /** The zone of SePay's times without a zone. Assumed: the documentation names none. */
  public static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final JsonFields fields;

  /**
   * Copies the fields, at every depth.
   *
   * @param fields the fields of the JSON object; nested objects as maps, arrays as lists
   * @param zone the zone of times without a zone
   */
  protected ApiObject(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    this.fields = JsonFields.of(fields, zone);
  }

  /**
   * Every field as SePay sent it, also fields without an accessor. May contain account numbers,
   * names and other personal data in clear.
   *
   * @return an unmodifiable map; nested objects are unmodifiable maps, arrays unmodifiable lists,
   *     and JSON's null is null
   */
  public final Map<String, @Nullable Object> fields() {
    return fields.values();
  }

  /** {@return the zone of times without a zone} */
  protected final ZoneId zone() {
    return fields.zone();
  }

  /** {@return the text of any scalar in a field; empty if it is missing or blank} */
  protected final Optional<String> text(String field) {
    return fields.text(field);
  }

  /**
   * {@return the value that the reader creates from a field's text; empty if the text is missing,
   * blank, contains a control character, or is rejected by the reader}
   */
  protected final <T> Optional<T> value(String field, Function<String, T> reader) {
    return fields.value(field, reader);
  }

  /**
   * {@return the value that the reader creates from a field's text}
   *
   * @throws InvalidFieldException if the text is missing, blank or contains a control character
   */
  protected final <T> T required(String field, Function<String, T> reader) {
    return fields.required(field, reader);
  }

  /**
   * {@return the number in a field, with the digits that SePay wrote; empty if there is none, or if
   * it is a text with two meanings, such as {@code 1.000}}
   */
  protected final Optional<BigDecimal> number(String field) {
    return fields.number(field);
  }

  /** {@return the number in a field; empty if it is missing, not whole or too large for an int} */
  protected final OptionalInt integer(String field) {
    return fields
        .whole(field)
        .filter(number -> number == number.intValue())
        .map(number -> OptionalInt.of(number.intValue()))
        .orElseGet(OptionalInt::empty);
  }

  /** {@return true if the field is true or 1; false otherwise} */
  protected final boolean flag(String field) {
    return fields.flag(field);
  }

  /** {@return the flag in a field; empty if the field is none of true, 1, false and 0} */
  protected final Optional<Boolean> optionalFlag(String field) {
    return fields.optionalFlag(field);
  }

  /** {@return the time in a field; empty if it is missing or unreadable} */
  protected final Optional<Instant> time(String field) {
    return fields.time(field);
  }

  /** {@return the fields of a nested object, unmodifiable; empty if there is none} */
  protected final Map<String, @Nullable Object> object(String field) {
    return fields.nested(field).values();
  }

  /**
   * {@return the items of a list, in SePay's order, unmodifiable; empty if there is no list} Omits
   * items that are not objects or that the reader rejects.
   */
  protected final <T> List<T> objects(
      String field, BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    return fields.objects(field).stream().flatMap(item -> read(item, reader)).toList();
  }

  /**
   * {@return the items of a list, in SePay's order, unmodifiable}
   *
   * @throws InvalidFieldException if the field is no list, or an item is no object or is rejected
   *     by the reader
   */
  protected final <T> List<T> requiredObjects(
      String field, BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    List<T> items = objects(field, reader);
    if (!(fields().get(field) instanceof List<?> all) || all.size() != items.size()) {
      throw JsonFields.missing(field);
    }
    return items;
  }

  private static <T> Stream<T> read(
      JsonFields item, BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    try {
      return Stream.of(reader.apply(item.values(), item.zone()));
    } catch (InvalidFieldException e) {
      return Stream.empty();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiObject that
        && getClass() == that.getClass()
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }
}
