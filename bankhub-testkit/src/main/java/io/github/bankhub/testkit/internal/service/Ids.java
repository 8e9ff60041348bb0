package io.github.bankhub.testkit.internal.service;

import java.util.HexFormat;
import java.util.UUID;

/**
 * The ids of one service. Each kind is a separate series that depends only on the seed. So one more
 * id of a kind does not change the ids of another kind. Not thread-safe.
 */
final class Ids {

  enum Kind {
    CLIENT,
    CLIENT_SECRET,
    COMPANY,
    BANK_ACCOUNT,
    ACCESS_TOKEN,
    LINK_TOKEN_XID,
    LINK_TOKEN,
    LINK_SESSION,
    EVENT
  }

  /** The step of SplitMix64: no number of a series comes twice. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final long[] series = new long[Kind.values().length];

  Ids(long seed) {
    begin(seed);
  }

  /** Begins the series of a seed. */
  void begin(long seed) {
    for (int kind = 0; kind < series.length; kind++) {
      series[kind] = mixed(mixed(seed) + kind);
    }
  }

  /** A random UUID in form, version 4. */
  UUID uuid(Kind kind) {
    long most = (next(kind) & ~0xF000L) | 0x4000L;
    long least = (next(kind) & ~(3L << 62)) | (2L << 62);
    return new UUID(most, least);
  }

  String hex40(Kind kind) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(next(kind))
        + hex.toHexDigits(next(kind))
        + hex.toHexDigits(next(kind), 8);
  }

  /** Capital letters and digits. */
  String capitals(Kind kind, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int digit = (int) Long.remainderUnsigned(next(kind), Character.MAX_RADIX);
      text.append(Character.toUpperCase(Character.forDigit(digit, Character.MAX_RADIX)));
    }
    return text.toString();
  }

  private long next(Kind kind) {
    series[kind.ordinal()] += STEP;
    return mixed(series[kind.ordinal()]);
  }

  private static long mixed(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
