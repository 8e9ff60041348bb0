package io.github.bankhub.testkit.journal;

import io.github.bankhub.domain.operation.Operation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request that the server received, whether it knows the path or not. Immutable. Secrets
 * and personal data are {@code ***}, as far as their names or this hub show that they are secret.
 *
 * @param at the instant of the response, by the hub's clock
 * @param method the method; empty if the request was malformed
 * @param path the path and the query; empty if the request was malformed
 * @param headers the headers; unmodifiable
 * @param body the body of a request to the API: JSON, or the length of anything else; at most 1,000
 *     characters; empty for other requests
 * @param status the HTTP status of the response; 0 if a fault prevented it
 * @param hint what to do instead; empty if the request was accepted
 * @param nearest the operation that was probably meant, if no path and method matched
 */
public record ReceivedRequest(
    Instant at,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    int status,
    Optional<String> hint,
    Optional<Operation> nearest) {

  /** Copies the headers. */
  public ReceivedRequest {
    headers = Map.copyOf(headers);
  }

  /** Returns all but the headers in one line. */
  @Override
  public String toString() {
    return "%s %s %s %s%s%s%s"
        .formatted(
            at,
            method.isEmpty() ? "malformed request" : method,
            path,
            status,
            nearest.map(operation -> ", nearest: " + operation).orElse(""),
            hint.map(text -> ", " + text).orElse(""),
            body.isEmpty() ? "" : ", sent: " + body);
  }
}
