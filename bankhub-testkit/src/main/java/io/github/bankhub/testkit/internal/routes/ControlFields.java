package io.github.bankhub.testkit.internal.routes;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The fields of a request to the control, and what stands in its path. Whatever is wrong is told
 * with the field, the value and what would be right.
 */
record ControlFields(Map<String, ?> values, String parameter) {

  Set<String> names() {
    return Set.copyOf(values.keySet());
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  <T> Optional<T> ifGiven(String field, Supplier<T> reading) {
    return has(field) ? Optional.of(reading.get()) : Optional.empty();
  }

  String text(String field) {
    if (values.get(field) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(field, "a text that is not blank");
  }

  /** A text that no error shows. */
  String secret(String field) {
    if (values.get(field) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException(field + " is not there; expected a text that is not blank");
  }

  List<String> texts(String field) {
    if (values.get(field) instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong(field, "a list of texts");
  }

  URI uri(String field) {
    try {
      return new URI(text(field));
    } catch (URISyntaxException e) {
      // Without the address, which may hold a password.
      throw new IllegalArgumentException(
          field + " is no address; expected one such as http://127.0.0.1:8081/webhooks");
    }
  }

  int number(String field) {
    if (values.get(field) instanceof Integer number) {
      return number;
    }
    throw wrong(field, "a whole number");
  }

  boolean flag(String field) {
    if (values.get(field) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(field, "true or false");
  }

  Duration duration(String field) {
    try {
      Duration duration = Duration.parse(text(field));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw wrong(field, "a time such as PT30M or PT1.5S");
  }

  <E extends Enum<E>> E oneOf(String field, List<E> choices) {
    // By name: an operation prints its method and path.
    List<String> names = choices.stream().map(Enum::name).toList();
    return choices.stream()
        .filter(choice -> choice.name().equals(values.get(field)))
        .findFirst()
        .orElseThrow(() -> wrong(field, "one of " + names));
  }

  IllegalArgumentException wrong(String field, String expected) {
    return new IllegalArgumentException(
        "%s is %s; expected %s".formatted(field, values.get(field), expected));
  }
}
