package io.github.bankhub.domain.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a received JSON object, immutable at every depth. Numbers and flags may be text:
 * SePay sends both forms.
 */
public final class JsonFields {

  private static final Set<String> TRUE_TEXTS = Set.of("true", "1");
  private static final Set<String> FALSE_TEXTS = Set.of("false", "0");
  private static final Pattern NOT_IN_URI =
      Pattern.compile("[^!-~]|[\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");

  // Transient, so that libraries that write fields do not write account numbers and names.
  private final transient Map<String, @Nullable Object> values;
  private final ZoneId zone;

  private JsonFields(Map<String, @Nullable Object> values, ZoneId zone) {
    this.values = values;
    this.zone = zone;
  }

  public static JsonFields of(Map<?, ?> values, ZoneId zone) {
    return new JsonFields(copy(values), zone);
  }

  /** Fields that are read only during the call, and so not copied. */
  @SuppressWarnings("unchecked")
  public static JsonFields uncopied(Map<?, ?> values, ZoneId zone) {
    return new JsonFields((Map<String, @Nullable Object>) values, zone);
  }

  public Map<String, @Nullable Object> values() {
    return values;
  }

  /** {@return the object in a field; an object without fields if there is none} */
  public JsonFields nested(String field) {
    return values.get(field) instanceof Map<?, ?> map ? within(map) : within(Map.of());
  }

  /** {@return the objects in a list field, in their order; empty if it is not a list} */
  public List<JsonFields> objects(String field) {
    return values.get(field) instanceof Collection<?> items
        ? items.stream()
            .filter(Map.class::isInstance)
            .map(item -> within((Map<?, ?>) item))
            .toList()
        : List.of();
  }

  /** A nested map is as immutable as the map around it. */
  @SuppressWarnings("unchecked")
  private JsonFields within(Map<?, ?> nested) {
    return new JsonFields((Map<String, @Nullable Object>) nested, zone);
  }

  /** {@return the text of any scalar in a field; empty if blank} */
  public Optional<String> text(String field) {
    Object value = values.get(field);
    return Optional.ofNullable(value)
        .filter(JsonFields::isScalar)
        .map(Object::toString)
        .filter(text -> !text.isBlank());
  }

  /** {@return whether a JSON value is a text, a number or a boolean} */
  public static boolean isScalar(@Nullable Object value) {
    return !(value == null || value instanceof Map || value instanceof Collection);
  }

  /** Empty if the field is missing, has control characters, or is rejected by the reader. */
  public <T> Optional<T> value(String field, Function<String, T> reader) {
    try {
      return word(field).map(reader);
    } catch (InvalidFieldException e) {
      return Optional.empty();
    }
  }

  public <T> T required(String field, Function<String, T> reader) {
    return word(field).map(reader).orElseThrow(() -> missing(field));
  }

  private Optional<String> word(String field) {
    return text(field).filter(text -> !Check.hasControl(text));
  }

  /** {@return the number in a field; empty if it is missing, ambiguous or too long} */
  public Optional<BigDecimal> number(String field) {
    return Optional.ofNullable(values.get(field)).flatMap(JsonNumber::read);
  }

  /** {@return the whole number in a field; empty if it is missing, not whole or too large} */
  public Optional<Long> whole(String field) {
    try {
      return number(field).map(BigDecimal::longValueExact);
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** {@return the positive whole seconds in a field, up to a maximum; empty if there are none} */
  public Optional<Duration> seconds(String field, Duration max) {
    return Optional.ofNullable(values.get(field))
        .flatMap(JsonNumber::limited)
        .filter(seconds -> seconds.compareTo(BigDecimal.ONE) >= 0)
        .map(seconds -> seconds.min(BigDecimal.valueOf(max.toSeconds())))
        .map(seconds -> Duration.ofSeconds(seconds.longValue()));
  }

  public boolean flag(String field) {
    return optionalFlag(field).orElse(false);
  }

  /** {@return the flag in a field; empty if it is neither true nor false} */
  public Optional<Boolean> optionalFlag(String field) {
    return text(field)
        .filter(text -> TRUE_TEXTS.contains(text) || FALSE_TEXTS.contains(text))
        .map(TRUE_TEXTS::contains);
  }

  public Optional<Instant> time(String field) {
    return text(field).flatMap(text -> SePayTimes.read(text, zone));
  }

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

  /**
   * {@return the address in the text of a field} If it is absolute, it may have characters that a
   * URI cannot have, such as a bar. They are percent-encoded.
   *
   * @throws InvalidFieldException if it is none; does not show it
   */
  public static URI uri(String field, String text) {
    return uri(text)
        .or(() -> uri(encoded(text)).filter(URI::isAbsolute))
        .orElseThrow(() -> missing(field));
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String encoded(String address) {
    return NOT_IN_URI
        .matcher(address)
        .replaceAll(found -> URLEncoder.encode(found.group(), UTF_8).replace("+", "%20"));
  }

  public static InvalidFieldException missing(String field) {
    return new InvalidFieldException(
        field, "is missing or cannot be read", "the value that SePay documents");
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> values) {
    if (values instanceof Copy copied) {
      return copied;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>((4 * values.size() + 2) / 3);
    values.forEach((name, value) -> copy.put(String.valueOf(name), immutable(value)));
    return new Copy(copy);
  }

  /** A copy that nothing can change, at any depth, and that needs no further copy. */
  private static final class Copy extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> fields;

    private Copy(Map<String, @Nullable Object> fields) {
      this.fields = Collections.unmodifiableMap(fields);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
      return fields.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
      return fields.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return fields.containsKey(name);
    }
  }

  private static @Nullable Object immutable(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof Collection<?> items) {
      List<@Nullable Object> copy = new ArrayList<>();
      items.forEach(item -> copy.add(immutable(item)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
