package io.github.bankhub.domain.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a link token ends: {@code expires_at}, as an instant where it can be read, and always as the
 * text that SePay wrote. Immutable.
 *
 * <p>SePay's times name no zone. An expiry that cannot be read is unknown, not an error, because
 * the link that it came with still opens.
 */
public final class LinkTokenExpiry {

  /** The zone in which SePay's zone-less times are read. Assumed: the documentation names none. */
  public static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final String text;
  private final @Nullable Instant instant;

  private LinkTokenExpiry(String text, @Nullable Instant instant) {
    this.text = text;
    this.instant = instant;
  }

  /**
   * Reads the text of {@code expires_at}.
   *
   * @param text the text, {@code yyyy-MM-dd HH:mm:ss}; null or empty if the answer had none
   * @param zone the zone to read it in
   * @return the expiry, whose instant is unknown if the text cannot be read
   */
  public static LinkTokenExpiry read(@Nullable String text, ZoneId zone) {
    String given = Objects.requireNonNullElse(text, "");
    try {
      return new LinkTokenExpiry(given, LocalDateTime.parse(given, WIRE).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return new LinkTokenExpiry(given, null);
    }
  }

  /**
   * An expiry at a known instant.
   *
   * @param instant the first instant at which the token no longer opens
   * @param zone the zone in which its text is written; seconds and longer are written
   * @return the expiry
   */
  public static LinkTokenExpiry at(Instant instant, ZoneId zone) {
    return new LinkTokenExpiry(WIRE.format(instant.atZone(zone)), instant);
  }

  /**
   * The end of the token's life.
   *
   * @return the first instant at which the token no longer opens; empty if the text cannot be read
   */
  public Optional<Instant> instant() {
    return Optional.ofNullable(instant);
  }

  /**
   * The text of {@code expires_at}.
   *
   * @return the text as it was written, empty if the answer had none
   */
  public String text() {
    return text;
  }

  /**
   * Tells whether the token has ended.
   *
   * @param now the instant to judge at
   * @return true from the expiry's instant on; always false if that is unknown
   */
  public boolean hasPassedAt(Instant now) {
    return instant != null && !now.isBefore(instant);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkTokenExpiry that
        && text.equals(that.text)
        && Objects.equals(instant, that.instant);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, instant);
  }

  /** Returns the instant, or the text that could not be read. */
  @Override
  public String toString() {
    return instant == null ? "unknown, \"" + text + "\"" : instant.toString();
  }
}
