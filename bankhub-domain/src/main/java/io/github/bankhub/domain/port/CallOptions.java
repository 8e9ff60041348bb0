package io.github.bankhub.domain.port;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Options of single calls: see {@link BankHub#with}. Immutable. Printing them shows the names of
 * the headers, and no value of a header.
 *
 * <pre>{@code
 * hub.with(CallOptions.NONE.withTimeout(Duration.ofSeconds(3)).withCorrelationId("order-42"))
 *     .linkTokens()
 *     .create(request);
 * }</pre>
 */
public final class CallOptions implements NoJsonForm {

  /** No options: each call has the settings of its hub. */
  public static final CallOptions NONE = new CallOptions(null, null, Map.of());

  private static final Duration DAY = Duration.ofDays(1);

  /** Headers that a client sets itself, or that would change the meaning of a request. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          accept accept-encoding authorization connection content-encoding content-length \
          content-type cookie expect host proxy-authorization te trailer transfer-encoding \
          upgrade user-agent\
          """
              .split(" "));

  private final @Nullable Duration timeout;
  private final @Nullable String correlationId;
  private final Map<String, String> headers;

  private CallOptions(
      @Nullable Duration timeout, @Nullable String correlationId, Map<String, String> headers) {
    this.timeout = timeout;
    this.correlationId = correlationId;
    this.headers = headers;
  }

  /**
   * {@return a copy with a limit of the whole call} It replaces the call timeout of the hub, and
   * may be longer or shorter. The other timeouts stay.
   *
   * @param value a millisecond to a day
   * @throws InvalidFieldException if it is null or out of its bounds
   */
  public CallOptions withTimeout(Duration value) {
    String expected = "a millisecond to a day";
    Check.requirePresent("timeout", value, expected);
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(DAY) > 0) {
      throw new InvalidFieldException("timeout", "is " + value, expected);
    }
    return new CallOptions(value, correlationId, headers);
  }

  /**
   * {@return a copy with an id of your own, which the events and failures of the call have} It is
   * not sent: SePay documents no header for it. To send it, for example to your own gateway, also
   * use {@link #withHeader}.
   *
   * @param value the id; no secret, because logs show it
   * @throws InvalidFieldException if it is null or blank, or contains a control character
   */
  public CallOptions withCorrelationId(String value) {
    return new CallOptions(
        timeout,
        Check.requireText("correlationId", value, "an id of your own, such as order-42"),
        headers);
  }

  /**
   * {@return a copy with one more header} Every HTTP request of the call has it, also a request for
   * an access token. It replaces an earlier header of the same name in any case, and one of the
   * hub's own.
   *
   * @param name the name, as RFC 9110 allows; the message of a failure shows only a valid name
   * @param value visible ASCII characters, spaces and tabs; no message shows it
   * @throws InvalidFieldException if one is not as described, or the client sets this header
   *     itself, such as {@code Authorization}
   */
  public CallOptions withHeader(String name, String value) {
    requireHeader(name, value);
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.remove(name);
    changed.put(name, value);
    return new CallOptions(timeout, correlationId, Collections.unmodifiableMap(changed));
  }

  private static void requireHeader(@Nullable String name, @Nullable String value) {
    if (name == null || !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      // It may be a misplaced value, so it is not shown.
      throw new InvalidFieldException("header", "has an invalid name", "a name such as X-Request");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidFieldException(name, "is a header of the client", "another header");
    }
    if (value == null || !value.matches("[\\t -~]*")) {
      throw new InvalidFieldException(
          name, "is not valid in a header", "visible ASCII characters, spaces and tabs");
    }
  }

  /** {@return the limit of the whole call; empty for the hub's} */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** {@return your own id of the call} */
  public Optional<String> correlationId() {
    return Optional.ofNullable(correlationId);
  }

  /** {@return the additional headers; the case of a name does not matter} */
  public Map<String, String> headers() {
    return headers;
  }

  /** {@return the options, without the values of the headers} */
  @Override
  public String toString() {
    return "CallOptions[timeout=%s, correlationId=%s, headers=%s]"
        .formatted(timeout, correlationId, headers.keySet());
  }
}
