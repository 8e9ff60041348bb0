package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;

/**
 * Limits of the time that a call and its steps take. Each is a millisecond to a day. Immutable.
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
}
