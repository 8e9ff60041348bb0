package io.github.bankhub.domain.port;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.operation.Operation;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls an operation, and rejects the response to another request: one that repeats an id of the
 * request with another value. A response without that id is accepted.
 */
final class EchoCheck {

  private EchoCheck() {}

  static <T> T call(
      Call<T> hub,
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    return hub.call(
        operation,
        fields,
        (response, zone) -> {
          JsonFields received = JsonFields.uncopied(response, zone);
          for (String reference : operation.referenceFields()) {
            String field = operation.fieldOf(reference);
            check(field, fields.get(field), received);
          }
          return reader.apply(response, zone);
        });
  }

  /** Checks the object itself, and the items if it is a list. */
  private static void check(String field, @Nullable Object sent, JsonFields received) {
    if (sent != null) {
      requireSame(field, sent.toString(), received.text(field));
      received
          .objects("data")
          .forEach(item -> requireSame(field, sent.toString(), item.text(field)));
    }
  }

  /** The service may ignore the case of an id. The value may be a secret, so it is not shown. */
  private static void requireSame(String field, String sent, Optional<String> received) {
    if (received.filter(id -> !id.strip().equalsIgnoreCase(sent.strip())).isPresent()) {
      throw new InvalidFieldException(
          field, "is not that of the request", "the response to this request");
    }
  }

  /** {@link BankHub#call}. */
  @FunctionalInterface
  interface Call<T> {
    T call(
        Operation operation,
        Map<String, ?> fields,
        BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader);
  }
}
