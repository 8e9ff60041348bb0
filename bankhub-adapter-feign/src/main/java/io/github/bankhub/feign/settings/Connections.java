package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;

/**
 * The connection pool, and the limit of a response's size. Immutable.
 *
 * <p>Each {@code with…} method returns a changed copy, and checks as the constructor does.
 *
 * @param max the number of connections: 1 or more
 * @param maxIdle how long an unused connection stays open: a millisecond to a day
 * @param maxAge how long a connection is used, so that changes of DNS are followed: a millisecond
 *     to a day
 * @param maxResponseBytes the size of a response body, before and after decompression: 1 KiB to 1
 *     GiB. A larger body fails the call
 */
public record Connections(int max, Duration maxIdle, Duration maxAge, int maxResponseBytes) {

  /**
   * 250 connections, so that each call has one; 30 s, 5 min, 1 MiB. Bank Hub's responses have a few
   * hundred bytes.
   */
  public static final Connections DEFAULT =
      new Connections(
          Limits.DEFAULT.concurrentCalls(), Duration.ofSeconds(30), Duration.ofMinutes(5), 1 << 20);

  /**
   * Checks the values.
   *
   * @throws InvalidFieldException if one is null or out of its bounds
   */
  public Connections {
    Check.requireAtLeast(1, "max", max);
    Check.requireMillisecondToDay("maxIdle", maxIdle);
    Check.requireMillisecondToDay("maxAge", maxAge);
    Check.requireBetween(1 << 10, 1 << 30, "maxResponseBytes", maxResponseBytes);
  }

  /** {@return a copy with another number of connections} */
  public Connections withMax(int value) {
    return new Connections(value, maxIdle, maxAge, maxResponseBytes);
  }

  /** {@return a copy with another time for which an unused connection stays open} */
  public Connections withMaxIdle(Duration value) {
    return new Connections(max, value, maxAge, maxResponseBytes);
  }

  /** {@return a copy with another time for which a connection is used} */
  public Connections withMaxAge(Duration value) {
    return new Connections(max, maxIdle, value, maxResponseBytes);
  }

  /** {@return a copy with another size of a response body} */
  public Connections withMaxResponseBytes(int value) {
    return new Connections(max, maxIdle, maxAge, value);
  }
}
