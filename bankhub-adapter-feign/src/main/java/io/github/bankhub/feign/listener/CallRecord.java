package io.github.bankhub.feign.listener;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call that has ended, for an audit table, a trace or metrics. Immutable. It contains no secret.
 * Only the messages and the excerpt of {@link #failure()} can name an account; printing the record
 * leaves them out.
 *
 * @param operation the operation
 * @param ids the ids of the objects that the call is about, by SePay's names: {@code company_xid},
 *     {@code bank_account_xid}, {@code transaction_id} and {@code link_token_xid}; unmodifiable.
 *     The id of a link token that was created or read is present only after a success
 * @param correlationId your own id of the call, from {@link
 *     io.github.bankhub.domain.port.CallOptions}; empty without one
 * @param startedAt when the call started
 * @param elapsed how long the call took, waiting included
 * @param attempts the number of HTTP requests, without those for an access token
 * @param httpStatus the status of the last response; empty without one
 * @param rayId Cloudflare's id of the last response, which SePay can look up; empty without one
 * @param failure the exception that the caller got; empty after a success
 */
public record CallRecord(
    Operation operation,
    Map<String, String> ids,
    Optional<String> correlationId,
    Instant startedAt,
    Duration elapsed,
    int attempts,
    OptionalInt httpStatus,
    Optional<String> rayId,
    Optional<BankHubException> failure) {

  private static final Map<Class<?>, String> OUTCOMES =
      Map.of(
          InvalidRequestException.class, "invalid_request",
          NotFoundException.class, "not_found",
          AccessDeniedException.class, "access_denied",
          RateLimitedException.class, "rate_limited",
          UnavailableException.class, "unavailable",
          BlockedByFirewallException.class, "blocked_by_firewall",
          MalformedResponseException.class, "malformed_response");

  /** Copies the ids. */
  public CallRecord {
    ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
  }

  /**
   * {@return {@code success}, or the failure's class in lower case, such as {@code unavailable} or
   * {@code not_found}}
   */
  public String outcome() {
    return failure.map(it -> OUTCOMES.getOrDefault(it.getClass(), "none")).orElse("success");
  }

  /** {@return the call in one line, without any text of SePay} */
  @Override
  public String toString() {
    return "CallRecord[%s, %s, %s%s, HTTP %s, Ray ID %s, %d attempts, %s, %d ms]"
        .formatted(
            operation,
            ids,
            correlationId.map(id -> "correlation id " + id + ", ").orElse(""),
            outcome(),
            httpStatus.isPresent() ? httpStatus.getAsInt() : "none",
            rayId.orElse("none"),
            attempts,
            startedAt,
            elapsed.toMillis());
  }
}
