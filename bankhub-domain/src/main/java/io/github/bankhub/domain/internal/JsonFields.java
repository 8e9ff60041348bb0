package io.github.bankhub.domain.internal;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a received JSON object, as plain Java values that nobody can change any more.
 * Numbers and flags may be text: SePay writes them both ways.
 */
public final class JsonFields {

  /** More digits, before or after the point, are no sum of money and only cost time. */
  private static final int MAX_DIGITS = 40;

  private static final Set<String> YES = Set.of("true", "1");
  private static final Set<String> NO = Set.of("false", "0");

  private final Map<String, @Nullable Object> values;
  private final ZoneId zone;

  private JsonFields(Map<String, @Nullable Object> values, ZoneId zone) {
    this.values = values;
    this.zone = zone;
  }

  /**
   * Copies the fields and whatever is nested in them. Times without a zone are in the given one.
   */
  public static JsonFields of(Map<?, ?> values, ZoneId zone) {
    return new JsonFields(copy(values), zone);
  }

  /** The values, unmodifiable at every depth, in the order in which they were given. */
  public Map<String, @Nullable Object> values() {
    return values;
  }

  /** The object in a field; without fields if there is none. */
  public JsonFields nested(String field) {
    return values.get(field) instanceof Map<?, ?> map ? within(map) : within(Map.of());
  }

  /** The objects in a field that holds a list, in their order; empty if it holds none. */
  public List<JsonFields> objects(String field) {
    return values.get(field) instanceof Collection<?> items
        ? items.stream()
            .filter(Map.class::isInstance)
            .map(item -> within((Map<?, ?>) item))
            .toList()
        : List.of();
  }

  /** What is nested was copied with the rest. */
  @SuppressWarnings("unchecked")
  private JsonFields within(Map<?, ?> nested) {
    return new JsonFields((Map<String, @Nullable Object>) nested, zone);
  }

  /** The text in a field, of whatever scalar it is; empty if blank. */
  public Optional<String> text(String field) {
    Object value = values.get(field);
    return value instanceof Map || value instanceof Collection
        ? Optional.empty()
        : Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isBlank());
  }

  /** The value made from a field's text; empty if there is none or it holds control characters. */
  public <T> Optional<T> value(String field, Function<String, T> making) {
    return text(field).filter(text -> !Check.hasControl(text)).map(making);
  }

  /** The value made from a field's text, which must be there. */
  public <T> T required(String field, Function<String, T> making) {
    return value(field, making).orElseThrow(() -> missing(field));
  }

  /** The number in a field; empty if there is none, or none that a calculation can bear. */
  public Optional<BigDecimal> number(String field) {
    return text(field).flatMap(JsonFields::parse);
  }

  /** The positive whole seconds in a field, up to a maximum; empty if there are none. */
  public Optional<Duration> seconds(String field, Duration max) {
    return text(field)
        .flatMap(JsonFields::decimal)
        .filter(seconds -> seconds.compareTo(BigDecimal.ONE) >= 0)
        .map(seconds -> seconds.min(BigDecimal.valueOf(max.toSeconds())))
        .map(seconds -> Duration.ofSeconds(seconds.longValue()));
  }

  /** Whether a field says yes. */
  public boolean flag(String field) {
    return optionalFlag(field).orElse(false);
  }

  /** What a field says, yes or no; empty if it says neither. */
  public Optional<Boolean> optionalFlag(String field) {
    return text(field).filter(text -> YES.contains(text) || NO.contains(text)).map(YES::contains);
  }

  /** The time in a field; empty if it cannot be read. */
  public Optional<Instant> time(String field) {
    return text(field).flatMap(text -> SePayTimes.read(text, zone));
  }

  /** The zone of times that name none. */
  public ZoneId zone() {
    return zone;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonFields that && values.equals(that.values) && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** What to throw if nothing can be done without a field. */
  public static InvalidFieldException missing(String field) {
    return new InvalidFieldException(
        field, "is missing or cannot be read", "what SePay documents for it");
  }

  static Optional<BigDecimal> parse(String text) {
    return decimal(text).filter(number -> Math.abs((long) number.scale()) <= MAX_DIGITS);
  }

  private static Optional<BigDecimal> decimal(String text) {
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> values) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(String.valueOf(name), frozen(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object frozen(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof Collection<?> items) {
      List<@Nullable Object> copy = new ArrayList<>();
      items.forEach(item -> copy.add(frozen(item)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
