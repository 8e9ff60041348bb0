package io.github.bankhub.testkit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The options of the program as texts, from the command line, the system properties and the
 * environment. Immutable.
 *
 * <p>Each message names the option. It shows the value unless the value may contain a secret. The
 * value of an unknown option may be a secret too.
 */
final class OfflineArguments {

  /** A text, and where it was given: {@code --port} or {@code BANKHUB_PORT}. */
  record Given(OfflineOption option, String source, String text) {

    /** {@return an exception for a text that is not valid} It has no cause, which may show more. */
    IllegalArgumentException invalid(String expected) {
      String problem = option.isSecret() ? "not valid" : text;
      return new IllegalArgumentException(
          "%s is %s; expected %s".formatted(source, problem, expected));
    }

    /** Returns where it was given. */
    @Override
    public String toString() {
      return source;
    }
  }

  private final Map<OfflineOption, List<Given>> given;

  private OfflineArguments(Map<OfflineOption, List<Given>> given) {
    this.given = given;
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if there is no such option, or one is given twice or without a
   *     value
   */
  static OfflineArguments read(
      String[] arguments, Properties properties, Map<String, String> environment) {
    Map<OfflineOption, List<Given>> given = commandLine(Arrays.asList(arguments).iterator());
    for (OfflineOption option : OfflineOption.values()) {
      if (!option.isCommand() && !given.containsKey(option)) {
        String property = properties.getProperty(option.property(), "");
        String variable = environment.getOrDefault(option.variable(), "");
        if (!property.isEmpty()) {
          given.put(option, texts(option, "-D" + option.property(), property));
        } else if (!variable.isEmpty()) {
          given.put(option, texts(option, option.variable(), variable));
        }
      }
    }
    return new OfflineArguments(given);
  }

  private static List<Given> texts(OfflineOption option, String source, String text) {
    Stream<String> texts = option.isRepeatable() ? Arrays.stream(text.split(";")) : Stream.of(text);
    return texts.map(String::strip).map(one -> new Given(option, source, one)).toList();
  }

  private static Map<OfflineOption, List<Given>> commandLine(Iterator<String> arguments) {
    Map<OfflineOption, List<Given>> given = new EnumMap<>(OfflineOption.class);
    for (int number = 1; arguments.hasNext(); number++) {
      String[] parts = arguments.next().split("=", 2);
      OfflineOption option = option(parts[0], number);
      String text = "true";
      if (parts.length == 2) {
        text = parts[1];
      } else if (!option.isSwitch()) {
        text = next(option, arguments);
        number++;
      }
      List<Given> all = given.computeIfAbsent(option, key -> new ArrayList<>());
      all.add(new Given(option, option.flag(), text));
      if (all.size() > 1 && !option.isRepeatable()) {
        throw new IllegalArgumentException(option.flag() + " is given twice; expected: once");
      }
    }
    return given;
  }

  private static OfflineOption option(String flag, int number) {
    String flags =
        Arrays.stream(OfflineOption.values()).map(OfflineOption::flag).collect(joining(", "));
    if (!flag.startsWith("--")) {
      throw new IllegalArgumentException(
          "argument %s is not an option, and no option expects it; expected one of %s"
              .formatted(number, flags));
    }
    return Arrays.stream(OfflineOption.values())
        .filter(option -> option.flag().equals(flag))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no option %s; expected one of %s".formatted(flag, flags)));
  }

  private static String next(OfflineOption option, Iterator<String> arguments) {
    String text = arguments.hasNext() ? arguments.next() : "";
    if (text.isEmpty() || text.startsWith("--")) {
      throw new IllegalArgumentException(
          "%s has no value; expected: %s %s"
              .formatted(option.flag(), option.flag(), option.value()));
    }
    return text;
  }

  Optional<Given> one(OfflineOption option) {
    return all(option).stream().findFirst();
  }

  List<Given> all(OfflineOption option) {
    return given.getOrDefault(option, List.of());
  }

  /**
   * {@return whether a switch is on}
   *
   * @throws IllegalArgumentException if its value is neither true nor false
   */
  boolean isOn(OfflineOption option) {
    Optional<Given> value = one(option);
    value
        .filter(one -> !one.text().equals("true") && !one.text().equals("false"))
        .ifPresent(
            one -> {
              throw one.invalid("true or false");
            });
    return value.filter(one -> one.text().equals("true")).isPresent();
  }
}
