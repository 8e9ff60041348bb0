package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;

/**
 * Limits of the time that a call and its steps take. Each is a millisecond to a day. Immutable.
 *
 * <p>Each {@code with…} method returns a changed copy, and checks as the constructor does.
 *
 * @param connect the limit of each of three steps: waiting for a pooled connection, connecting to
 *     one address of the host, and the TLS handshake
 * @param response the limit for the response of one attempt, from sending the request to the last
 *     byte of the response
 * @param call the limit of the whole call: waiting, the access token, every attempt with its body,
 *     and the backoffs between attempts. It also cuts the other two short, and may be less than
 *     they are
 */
public record Timeouts(Duration connect, Duration response, Duration call) {

  /** 5 s, 10 s and 30 s. They suit a page that a person is waiting for. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));

  /**
   * Checks the durations.
   *
   * @throws InvalidFieldException if one is null, or not between a millisecond and a day
   */
  public Timeouts {
    Check.requireMillisecondToDay("connect", connect);
    Check.requireMillisecondToDay("response", response);
    Check.requireMillisecondToDay("call", call);
  }

  /** {@return a copy with another limit of each step of connecting} */
  public Timeouts withConnect(Duration value) {
    return new Timeouts(value, response, call);
  }

  /** {@return a copy with another limit for the response of one attempt} */
  public Timeouts withResponse(Duration value) {
    return new Timeouts(connect, value, call);
  }

  /** {@return a copy with another limit of the whole call} */
  public Timeouts withCall(Duration value) {
    return new Timeouts(connect, response, value);
  }
}
