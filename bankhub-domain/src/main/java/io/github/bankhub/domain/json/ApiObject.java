package io.github.bankhub.domain.json;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public abstract class ApiObject {

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

  /**
   * Reads a text.
   *
   * @param field the field's name
   * @return the text of any scalar; empty if it is missing or blank
   */
  protected final Optional<String> text(String field) {
    return fields.text(field);
  }

  /**
   * Reads a value.
   *
   * @param field the field's name
   * @param reader creates the value from the field's text
   * @param <T> the type of the value
   * @return the value; empty if the text is missing, blank or contains a control character
   */
  protected final <T> Optional<T> value(String field, Function<String, T> reader) {
    return fields.value(field, reader);
  }

  /**
   * Reads a required value.
   *
   * @param field the field's name
   * @param reader creates the value from the field's text
   * @param <T> the type of the value
   * @return the value
   * @throws InvalidFieldException if the text is missing, blank or contains a control character
   */
  protected final <T> T required(String field, Function<String, T> reader) {
    return fields.required(field, reader);
  }

  /**
   * Reads a number.
   *
   * @param field the field's name
   * @return the number, with the digits that SePay wrote; empty if it is missing or not a number
   */
  protected final Optional<BigDecimal> number(String field) {
    return fields.number(field);
  }

  /**
   * Reads a flag.
   *
   * @param field the field's name
   * @return true for true and 1; false otherwise
   */
  protected final boolean flag(String field) {
    return fields.flag(field);
  }

  /**
   * Reads a flag that may be missing.
   *
   * @param field the field's name
   * @return the flag; empty if the field is none of true, 1, false and 0
   */
  protected final Optional<Boolean> optionalFlag(String field) {
    return fields.optionalFlag(field);
  }

  /**
   * Reads a time.
   *
   * @param field the field's name
   * @return the instant; empty if it is missing or unreadable
   */
  protected final Optional<Instant> time(String field) {
    return fields.time(field);
  }

  /**
   * Reads a nested object.
   *
   * @param field the field's name
   * @return its fields, unmodifiable; empty if it is missing or not an object
   */
  protected final Map<String, @Nullable Object> object(String field) {
    return fields.nested(field).values();
  }

  /**
   * Reads a list of objects. Omits items that are not objects or lack a required field.
   *
   * @param field the field's name
   * @param reader creates an item from its fields and the zone
   * @param <T> the type of an item
   * @return the items in SePay's order, unmodifiable; empty if the list is missing
   */
  protected final <T> List<T> objects(
      String field, BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    return fields.objects(field).stream().flatMap(item -> read(item, reader)).toList();
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
