package io.github.bankhub.domain.failure;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that cannot succeed as it is: the caller has to change it. */
public final class InvalidRequestException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> fields;
  private final @Nullable String serviceMessage;

  /**
   * A request that was refused before it was sent.
   *
   * @param call the facts of the call
   * @param fields what is wrong, by field
   */
  public InvalidRequestException(CallDetails call, Map<String, String> fields) {
    this(call, fields, null);
  }

  /**
   * A request that SePay refused.
   *
   * @param call the facts of the call
   * @param fields what is wrong, by field, in SePay's words; empty if the answer names no field
   * @param serviceMessage SePay's own message, if there was one
   */
  public InvalidRequestException(
      CallDetails call, Map<String, String> fields, @Nullable String serviceMessage) {
    super(message(fields, serviceMessage), call);
    this.fields = new TreeMap<>(fields);
    this.serviceMessage = serviceMessage;
  }

  /**
   * What is wrong with which field.
   *
   * @return messages by field name as SePay spells it, in the order of the names; empty if no field
   *     was named
   */
  public Map<String, String> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /**
   * SePay's own message for the whole request.
   *
   * @return the message as SePay wrote it, if there was one
   */
  public Optional<String> serviceMessage() {
    return Optional.ofNullable(serviceMessage);
  }

  @Override
  public boolean isTransient() {
    return false;
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
