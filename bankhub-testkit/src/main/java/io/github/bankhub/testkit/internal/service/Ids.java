package io.github.bankhub.testkit.internal.service;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The ids of one service. Each kind is a separate series that depends only on the seed. So one more
 * id of a kind does not change the ids of another kind.
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

  private long seed;
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  Ids(long seed) {
    this.seed = seed;
  }

  /** Begins the series of a seed. */
  void begin(long newSeed) {
    seed = newSeed;
    counts.clear();
  }

  String uuid(Kind kind) {
    return UUID.nameUUIDFromBytes(digest(kind)).toString();
  }

  String hex40(Kind kind) {
    return HexFormat.of().formatHex(digest(kind), 0, 20);
  }

  /** Capital letters and digits; at most 64. */
  String capitals(Kind kind, int length) {
    String text = new BigInteger(1, digest(kind)).toString(Character.MAX_RADIX);
    return text.substring(text.length() - length).toUpperCase(Locale.ROOT);
  }

  private byte[] digest(Kind kind) {
    int count = counts.merge(kind, 1, Integer::sum);
    String name = seed + "/" + kind + "/" + count;
    try {
      return MessageDigest.getInstance("SHA-512").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512 in its default provider", e);
    }
  }
}
