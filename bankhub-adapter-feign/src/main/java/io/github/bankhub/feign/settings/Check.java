package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks of the values of settings. Each failure names the field and what it expects. */
final class Check {

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  private Check() {}

  static void requirePresent(String field, @Nullable Object value, String expected) {
    if (value == null) {
      throw new InvalidFieldException(field, "is required but was not given", expected);
    }
  }

  static void requireMillisecondToDay(String field, Duration value) {
    requireUpToDay(field, value, MILLISECOND, "a millisecond to a day");
  }

  static void requireZeroToDay(String field, Duration value) {
    requireUpToDay(field, value, Duration.ZERO, "zero to a day");
  }

  private static void requireUpToDay(String field, Duration value, Duration min, String expected) {
    requirePresent(field, value, expected);
    if (value.compareTo(min) < 0 || value.compareTo(DAY) > 0) {
      throw new InvalidFieldException(field, "is " + value, expected);
    }
  }

  static void requireAtLeast(int min, String field, int value) {
    if (value < min) {
      throw new InvalidFieldException(field, "is " + value, min + " or more");
    }
  }

  static void requireBetween(int min, int max, String field, int value) {
    if (value < min || value > max) {
      throw new InvalidFieldException(field, "is " + value, min + " to " + max);
    }
  }
}
