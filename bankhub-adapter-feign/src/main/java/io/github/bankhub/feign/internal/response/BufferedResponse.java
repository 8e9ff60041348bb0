package io.github.bankhub.feign.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A whole HTTP answer, held in memory. Its text has lost every secret that could be recognised. */
public final class BufferedResponse {

  private static final int TEXT_LIMIT = 64 << 10;

  private final int status;
  private final Map<String, Collection<String>> headers =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final byte[] body;
  private final List<String> secrets;
  private final @Nullable Duration retryAfter;

  public BufferedResponse(
      int status,
      Map<String, Collection<String>> headers,
      byte[] body,
      Instant receivedAt,
      List<String> secrets) {
    this.status = status;
    this.headers.putAll(headers);
    this.body = body;
    this.secrets = secrets;
    this.retryAfter =
        header("Retry-After").map(value -> parseRetryAfter(value, receivedAt)).orElse(null);
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  public Map<String, Collection<String>> headers() {
    return headers;
  }

  /** The bytes as they came, secrets included. */
  public byte[] body() {
    return body;
  }

  /** The beginning: further on is nothing that anyone is shown. */
  public String text() {
    return redacted(decoded(Math.min(body.length, TEXT_LIMIT)));
  }

  /** The same with the numbers that ids are made of. */
  public String page() {
    return Redaction.known(decoded(Math.min(body.length, TEXT_LIMIT)), secrets);
  }

  /** The text to show on request: of an answer that grants something, very little. */
  public String excerpt() {
    return isSuccess() ? Redaction.strict(text()) : text();
  }

  /** JSON can spell a secret in many ways, so what is read from it is looked at once more. */
  String redacted(String part) {
    return Redaction.of(part, secrets);
  }

  /** The tree of the answer as it came: a text that has lost its secrets may be JSON no more. */
  public Optional<JsonNode> json() {
    return Json.tree(decoded(body.length));
  }

  private String decoded(int length) {
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  public boolean isHtml() {
    return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html")
        || decoded(Math.min(body.length, 1 << 10)).stripLeading().startsWith("<");
  }

  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  private static @Nullable Duration parseRetryAfter(String value, Instant receivedAt) {
    String given = value.strip();
    if (given.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Integer.parseInt(given));
    }
    try {
      Instant then = ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isAfter(receivedAt) ? Duration.between(receivedAt, then) : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
