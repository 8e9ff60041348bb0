package io.github.bankhub.domain.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Times in all formats that SePay documents. */
public final class SePayTimes {

  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter DOCUMENTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private SePayTimes() {}

  /**
   * {@return the instant as {@code yyyy-MM-dd HH:mm:ss} in a zone, without fractions of a second}
   */
  public static String write(Instant instant, ZoneId zone) {
    return DOCUMENTED.format(instant.atZone(zone));
  }

  /**
   * Reads {@code yyyy-MM-dd HH:mm:ss}, ISO 8601, and seconds since 1970. A time without an offset
   * is in the given zone.
   */
  public static Optional<Instant> read(String text, ZoneId zone) {
    String given = text.strip();
    return JsonFields.parse(given)
        .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0)
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()))
        .or(() -> date(given.replaceFirst("(?<=[0-9]) (?=[0-9])", "T"), zone));
  }

  private static Optional<Instant> date(String iso, ZoneId zone) {
    try {
      TemporalAccessor date = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          date instanceof OffsetDateTime exact
              ? exact.toInstant()
              : LocalDateTime.from(date).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
