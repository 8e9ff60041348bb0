package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The fields of a request to the control, and the parameters of its path. Immutable. A wrong field
 * is an {@link IllegalArgumentException} that names the field, its value and the expected value.
 */
record ControlFields(Map<String, ?> values, Map<String, String> path) {

  private static final String TEXT = "a text that is not blank";

  /** Has no fields if the request is not a POST with a body. */
  static ControlFields read(HttpRequest request, List<String> known, Map<String, String> path) {
    if (!request.method().equals("POST") || request.body().length == 0) {
      return new ControlFields(Map.of(), path);
    }
    Map<String, Object> given = JsonBodies.fieldsOfAnyType(request);
    Set<String> unknown = new TreeSet<>(given.keySet());
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw ErrorResponse.of(
          Kind.INVALID, unknown + " is unknown; the fields are " + new TreeSet<>(known));
    }
    return new ControlFields(given, path);
  }

  String xid() {
    return String.valueOf(path.get("xid"));
  }

  Set<String> names() {
    return Set.copyOf(values.keySet());
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  /** {@return a field as a method of this class reads it; empty if the request does not have it} */
  <T> Optional<T> optional(String field, Function<String, T> reader) {
    return has(field) ? Optional.of(reader.apply(field)) : Optional.empty();
  }

  void requireAtMostOneOf(String... fields) {
    Set<String> given = new TreeSet<>(List.of(fields));
    given.retainAll(values.keySet());
    if (given.size() > 1) {
      throw new IllegalArgumentException("give one of " + given);
    }
  }

  String text(String field) {
    if (values.get(field) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(field, TEXT);
  }

  /** {@return a text that no error shows} */
  String secret(String field) {
    if (values.get(field) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException(field + " is missing or not a text; expected " + TEXT);
  }

  /** {@return a secret that no error shows} */
  <S extends Secret> S secret(String field, Function<String, S> reader) {
    try {
      return reader.apply(secret(field));
    } catch (InvalidFieldException e) {
      // It names the field of SePay.
      throw new IllegalArgumentException(
          field + " is not valid; expected visible ASCII characters without surrounding spaces");
    }
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
          field + " is not a valid URI; expected one such as http://127.0.0.1:8081/webhooks");
    }
  }

  int number(String field) {
    return value(field, Integer.class, "a whole number");
  }

  BigDecimal amount(String field) {
    return new BigDecimal(value(field, Number.class, "a number of đồng").toString());
  }

  TransferDirection direction(String field) {
    return TransferDirection.read(text(field)).orElseThrow(() -> wrong(field, "credit or debit"));
  }

  boolean flag(String field) {
    return value(field, Boolean.class, "true or false");
  }

  private <T> T value(String field, Class<T> type, String expected) {
    return Optional.ofNullable(values.get(field))
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> wrong(field, expected));
  }

  void requireTrue(String field) {
    if (!Boolean.TRUE.equals(values.get(field))) {
      throw wrong(field, "true");
    }
  }

  Duration duration(String field) {
    try {
      Duration duration = Duration.parse(text(field));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Rejected below.
    }
    throw wrong(field, "a duration such as PT30M or PT1.5S");
  }

  Duration lifetime(String field) {
    Duration lifetime = duration(field);
    if (lifetime.toSeconds() < 1) {
      throw wrong(field, "PT1S or more");
    }
    if (lifetime.compareTo(TestSettings.MAX_LIFETIME) > 0) {
      throw wrong(field, TestSettings.MAX_LIFETIME + " or less");
    }
    return lifetime;
  }

  <E extends Enum<E>> E oneOf(String field, List<E> choices) {
    // By name, because an operation prints its method and path.
    List<String> names = choices.stream().map(Enum::name).toList();
    return choices.stream()
        .filter(choice -> choice.name().equals(values.get(field)))
        .findFirst()
        .orElseThrow(() -> wrong(field, "one of " + names));
  }

  <E extends Enum<E>> List<E> someOf(String field, List<E> choices) {
    List<String> names = choices.stream().map(Enum::name).toList();
    List<String> given = texts(field);
    if (given.isEmpty() || !names.containsAll(given)) {
      throw wrong(field, "some of " + names);
    }
    return choices.stream().filter(choice -> given.contains(choice.name())).toList();
  }

  IllegalArgumentException wrong(String field, String expected) {
    return new IllegalArgumentException(
        "%s is %s; expected %s".formatted(field, values.get(field), expected));
  }
}
