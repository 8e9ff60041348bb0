package io.github.bankhub.domain.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of SePay. The page {@code values.md} has a table of all forms. */
public final class SePayTimes {

  /** An earlier time is a default value, such as the start of 1970, and no time of Bank Hub. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

  /** A number from here on is in milliseconds. As seconds, it would be after the year 9999. */
  private static final BigDecimal END_SECONDS = BigDecimal.valueOf(END.getEpochSecond());

  private static final Pattern DATE_AND_TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)"
              + " ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?");

  /** A date and time without separators. As a number, it would be after the year 2600. */
  private static final Pattern DIGITS_OF_DATE =
      Pattern.compile(
          "20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
              + "(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?");

  private static final DateTimeFormatter DOCUMENTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private static final String DOCUMENTED_FORM = "0000-00-00 00:00:00";
  private static final int DOCUMENTED_LENGTH = DOCUMENTED_FORM.length();
  private static final int MAX_YEAR = 9999;

  private SePayTimes() {}

  /**
   * {@return the instant as {@code yyyy-MM-dd HH:mm:ss} in a zone, without fractions of a second}
   */
  public static String write(Instant instant, ZoneId zone) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            instant.getEpochSecond(), 0, zone.getRules().getOffset(instant));
    return time.getYear() >= 0 && time.getYear() <= MAX_YEAR
        ? digits(time)
        : DOCUMENTED.format(time);
  }

  private static String digits(LocalDateTime time) {
    StringBuilder text = new StringBuilder(DOCUMENTED_LENGTH);
    two(text, time.getYear() / 100);
    two(text, time.getYear() % 100);
    two(text.append('-'), time.getMonthValue());
    two(text.append('-'), time.getDayOfMonth());
    two(text.append(' '), time.getHour());
    two(text.append(':'), time.getMinute());
    two(text.append(':'), time.getSecond());
    return text.toString();
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /**
   * {@return the time in a text: a date and time, or seconds or milliseconds since 1970; empty if
   * it has another form, or is not in the years 2000 to 9999}
   *
   * @param zone the zone of a date and time without an offset
   */
  public static Optional<Instant> read(String text, ZoneId zone) {
    String given = text.strip();
    if (isDocumented(given)) {
      return documented(given, zone).filter(SePayTimes::isPossible);
    }
    if (DIGITS_OF_DATE.matcher(given).matches()) {
      return Optional.empty();
    }
    return JsonNumber.read(given)
        .filter(number -> number.signum() > 0)
        .flatMap(SePayTimes::sinceEpoch)
        .or(() -> dateAndTime(given, zone))
        .filter(SePayTimes::isPossible);
  }

  private static boolean isPossible(Instant time) {
    return !time.isBefore(FIRST) && time.isBefore(END);
  }

  /** {@return whether a text has the form of {@link #write}} */
  private static boolean isDocumented(String text) {
    if (text.length() != DOCUMENTED_LENGTH) {
      return false;
    }
    for (int i = 0; i < DOCUMENTED_LENGTH; i++) {
      char expected = DOCUMENTED_FORM.charAt(i);
      char c = text.charAt(i);
      if (expected == '0' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Instant> documented(String text, ZoneId zone) {
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19));
      return Optional.of(time.atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }

  /**
   * {@return the date in the text of the field {@code date}, such as 2026-01-31}
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is none
   */
  public static LocalDate date(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw JsonFields.missing("date");
    }
  }

  private static Optional<Instant> sinceEpoch(BigDecimal number) {
    BigDecimal seconds = number.compareTo(END_SECONDS) >= 0 ? number.movePointLeft(3) : number;
    return Optional.of(seconds)
        .filter(known -> known.compareTo(END_SECONDS) < 0)
        .map(known -> Instant.ofEpochSecond(known.longValue(), nanos(known)));
  }

  private static long nanos(BigDecimal seconds) {
    return seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
  }

  private static Optional<Instant> dateAndTime(String text, ZoneId zone) {
    Matcher parts = DATE_AND_TIME.matcher(text);
    try {
      return parts.matches()
          ? Optional.of(
              LocalDateTime.parse(parts.group(1) + "T" + parts.group(2))
                  .atZone(parts.group(3) == null ? zone : offset(parts.group(3)))
                  .toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ZoneOffset offset(String text) {
    return ZoneOffset.of(text.toUpperCase(Locale.ROOT));
  }
}
