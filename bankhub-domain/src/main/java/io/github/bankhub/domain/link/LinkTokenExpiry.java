package io.github.bankhub.domain.link;

import io.github.bankhub.domain.internal.SePayTimes;
import io.github.bankhub.domain.json.NoJsonForm;
import io.github.bankhub.domain.text.PrintableText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a link token expires: {@code expires_at}. It has the text that SePay wrote, and
 * the instant if the text is readable. Immutable.
 *
 * <p>An unreadable expiry is unknown and not an error, because its link still opens.
 */
public final class LinkTokenExpiry implements NoJsonForm {

  private final String text;
  private final @Nullable Instant instant;

  private LinkTokenExpiry(String text, @Nullable Instant instant) {
    this.text = text;
    this.instant = instant;
  }

  /**
   * {@return the expiry in a text of {@code expires_at}; its instant is unknown if unreadable}
   *
   * <p>Supports {@code yyyy-MM-dd HH:mm:ss}, as SePay documents it, ISO 8601 with or without an
   * offset, and seconds or milliseconds since 1970, in the years 2000 to 9999.
   *
   * @param text the text; null or empty if SePay sent none
   * @param zone the zone of a time without an offset, by default {@link
   *     io.github.bankhub.domain.json.ApiObject#VIETNAM}
   */
  public static LinkTokenExpiry read(@Nullable String text, ZoneId zone) {
    String written = Objects.requireNonNullElse(text, "");
    return new LinkTokenExpiry(written, SePayTimes.read(written, zone).orElse(null));
  }

  /** {@return the expiry at an instant; its text is in a zone, without fractions of a second} */
  public static LinkTokenExpiry at(Instant instant, ZoneId zone) {
    return new LinkTokenExpiry(SePayTimes.write(instant, zone), instant);
  }

  /**
   * {@return the first instant at which the token no longer opens the page; empty if unreadable}
   */
  public Optional<Instant> instant() {
    return Optional.ofNullable(instant);
  }

  /** {@return the text of {@code expires_at} as SePay wrote it; "" if there is none} */
  public String text() {
    return text;
  }

  /**
   * Whether the token has expired.
   *
   * @param now the instant to compare with
   * @return true from the expiry's instant on; always false if it is unknown
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

  /** {@return the instant, or the unreadable text} */
  @Override
  public String toString() {
    return instant == null ? "unknown, \"" + PrintableText.of(text) + "\"" : instant.toString();
  }
}
