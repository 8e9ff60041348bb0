package io.github.bankhub.testkit.internal.service;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
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
    EVENT,
    TRANSACTION,
    REFERENCE_NUMBER
  }

  private final Map<Kind, SplittableRandom> series = new EnumMap<>(Kind.class);

  Ids(long seed) {
    begin(seed);
  }

  /** Begins the series of a seed. */
  void begin(long seed) {
    SplittableRandom root = new SplittableRandom(seed);
    for (Kind kind : Kind.values()) {
      series.put(kind, root.split());
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
    return Objects.requireNonNull(series.get(kind)).nextLong();
  }
}
