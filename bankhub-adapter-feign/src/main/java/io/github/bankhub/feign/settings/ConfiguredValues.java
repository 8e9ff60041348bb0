package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of a source, by their keys. It records each key that is read, with its default and
 * meaning. Not thread-safe.
 *
 * @param source returns the text of a name; null without one
 * @param naming turns a key into its name in the source
 * @param prefix the beginning of each key
 * @param keys the recorded keys, by their names in the source
 */
record ConfiguredValues(
    Function<String, @Nullable String> source,
    UnaryOperator<String> naming,
    String prefix,
    Map<String, Key> keys) {

  private static final String EXPECTED = "; expected ";
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,12})(ns|us|ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ns", ChronoUnit.NANOS,
          "us", ChronoUnit.MICROS,
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  static ConfiguredValues of(
      Function<String, @Nullable String> source, UnaryOperator<String> naming) {
    return new ConfiguredValues(source, naming, "bankhub.", new LinkedHashMap<>());
  }

  /** {@return the name of a key in the source} */
  String name(String key) {
    return naming.apply(prefix + key);
  }

  /** {@return a value of several keys} A failed check names the key instead of the field. */
  <T> T group(String group, Function<ConfiguredValues, T> reader) {
    ConfiguredValues values = new ConfiguredValues(source, naming, prefix + group, keys);
    try {
      return reader.apply(values);
    } catch (InvalidFieldException e) {
      if (keys.containsKey(e.field())) {
        throw e;
      }
      throw values.invalid(kebab(e.field()), problem(e), expected(e));
    }
  }

  /** {@return the unchanged text of a key} */
  String required(String key, String expected, String meaning) {
    return find(key, "required", meaning)
        .orElseThrow(() -> invalid(key, "is required but was not given", expected));
  }

  Optional<String> optional(String key, String shownDefault, String meaning) {
    return find(key, shownDefault, meaning).map(String::strip);
  }

  int integer(String key, int otherwise, String meaning) {
    return optional(key, String.valueOf(otherwise), meaning)
        .map(text -> parsed(key, text, "a whole number", Integer::parseInt))
        .orElse(otherwise);
  }

  Duration duration(String key, Duration otherwise, String meaning) {
    String expected = "a duration such as 10s, 500ms or PT10S";
    return optional(key, shortForm(otherwise), meaning)
        .map(text -> parsed(key, text, expected, ConfiguredValues::duration))
        .orElse(otherwise);
  }

  boolean flag(String key, boolean otherwise, String meaning) {
    return optional(key, String.valueOf(otherwise), meaning)
        .map(text -> parsed(key, text, "true or false", ConfiguredValues::flag))
        .orElse(otherwise);
  }

  /** {@return the value of a text} The parser rejects it with an exception of the JDK or ours. */
  <T> T parsed(String key, String text, String expected, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (InvalidFieldException e) {
      throw invalid(key, problem(e), expected);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw invalid(key, "is \"" + text + "\"", expected);
    }
  }

  /** A blank text counts as absent: container tools pass an unset variable as "". */
  private Optional<String> find(String key, String shownDefault, String meaning) {
    keys.put(name(key), new Key(prefix + key, shownDefault, meaning));
    return Optional.ofNullable(source.apply(name(key))).filter(text -> !text.isBlank());
  }

  private InvalidFieldException invalid(String key, String problem, String expected) {
    return new InvalidFieldException(name(key), problem, expected);
  }

  private static String problem(InvalidFieldException e) {
    String text = Objects.requireNonNull(e.getMessage()).substring(e.field().length() + 1);
    return text.substring(0, text.lastIndexOf(EXPECTED));
  }

  private static String expected(InvalidFieldException e) {
    String text = Objects.requireNonNull(e.getMessage());
    return text.substring(text.lastIndexOf(EXPECTED) + EXPECTED.length());
  }

  private static String kebab(String field) {
    return field.replaceAll("([A-Z])", "-$1").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  private static Duration duration(String text) {
    Matcher simple = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    if (!simple.matches()) {
      return Duration.parse(text);
    }
    ChronoUnit unit = Objects.requireNonNull(UNITS.get(simple.group(2)));
    return Duration.of(Long.parseLong(simple.group(1)), unit);
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("not a boolean");
    };
  }

  private static String shortForm(Duration time) {
    long millis = time.toMillis();
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  /**
   * A documented key.
   *
   * @param name the key
   * @param defaultText the value that is used without it
   * @param meaning what it sets
   */
  record Key(String name, String defaultText, String meaning) {}
}
