package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.text.PrintableText;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that cannot succeed without a change. */
public final class InvalidRequestException extends BankHubException {

  private static final long serialVersionUID = 1L;
  private static final int TOO_LARGE = 413;

  private final TreeMap<String, String> fields;
  private final @Nullable String serviceMessage;

  /**
   * A request that was rejected before it was sent.
   *
   * @param call the details of the call
   * @param fields the problems, by field name
   */
  public InvalidRequestException(CallDetails call, Map<String, String> fields) {
    this(call, fields, null);
  }

  /**
   * A request that SePay rejected.
   *
   * @param call the details of the call
   * @param fields the problems by field name, in SePay's words; empty if the response names no
   *     field. Then, status 413 is about the file of the request, if it has one
   * @param serviceMessage SePay's own message, if there was one
   */
  public InvalidRequestException(
      CallDetails call, Map<String, String> fields, @Nullable String serviceMessage) {
    super(message(named(call, fields, serviceMessage), serviceMessage), call);
    this.fields = new TreeMap<>();
    named(call, fields, serviceMessage)
        .forEach((field, text) -> this.fields.put(PrintableText.of(field), PrintableText.of(text)));
    this.serviceMessage = serviceMessage == null ? null : PrintableText.of(serviceMessage);
  }

  /**
   * {@return the problems by field name as SePay spells it, sorted by name; empty if no field was
   * named}
   */
  public Map<String, String> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** {@return SePay's own message for the whole request, if there was one} */
  public Optional<String> serviceMessage() {
    return Optional.ofNullable(serviceMessage);
  }

  private static Map<String, String> named(
      CallDetails call, Map<String, String> fields, @Nullable String serviceMessage) {
    boolean isTooLarge = fields.isEmpty() && call.httpStatus().equals(OptionalInt.of(TOO_LARGE));
    String text = Objects.requireNonNullElse(serviceMessage, "is too large");
    return call.failedOperation()
        .fileField()
        .filter(file -> isTooLarge)
        .map(file -> Map.of(file, text))
        .orElse(fields);
  }

  private static String message(Map<String, String> fields, @Nullable String serviceMessage) {
    if (fields.isEmpty()) {
      return "Invalid request: "
          + (serviceMessage == null ? "no reason was given" : serviceMessage);
    }
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining("; ", "Invalid request: ", ""));
  }
}
