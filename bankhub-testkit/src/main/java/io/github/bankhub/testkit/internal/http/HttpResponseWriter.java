package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.bankhub.testkit.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Writes responses as HTTP/1.1 texts; each character is one byte. */
public final class HttpResponseWriter {

  static final String CLOSES = "Connection: close";
  static final String STAYS_OPEN = "Connection: keep-alive";
  private static final String END = "\r\n";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(204, "No Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Content Too Large"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private static volatile Second now = new Second(0, "");

  private HttpResponseWriter() {}

  static byte[] whole(HttpResponse response, String method, String connection) {
    boolean isHead = method.equals("HEAD");
    // The handler leaves the body out for HEAD, so its length is not known here.
    boolean unknownLength = response.status() == 204 || (isHead && response.body().length == 0);
    byte[] body = isHead ? new byte[0] : response.body();
    String head =
        unknownLength ? head(response, connection) : head(response, length(response), connection);
    byte[] whole = Arrays.copyOf(head.getBytes(ISO_8859_1), head.length() + body.length);
    System.arraycopy(body, 0, whole, head.length(), body.length);
    return whole;
  }

  /** {@return status line and headers, with the empty line after them} */
  static String head(HttpResponse response, String... more) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status()).append(' ');
    head.append(reason(response.status())).append(END);
    head.append("Date: ").append(now()).append(END);
    response
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(value -> head.append(name).append(": ").append(value).append(END)));
    for (String header : more) {
      head.append(header).append(END);
    }
    return head.append(END).toString();
  }

  /** {@return the reason phrase of a status, such as "Created"; empty if it has none here} */
  public static String reason(int status) {
    return REASONS.getOrDefault(status, "");
  }

  public static String date(Instant instant) {
    return DATE.format(instant);
  }

  private static String now() {
    long second = System.currentTimeMillis() / 1_000;
    Second known = now;
    if (known.number() != second) {
      known = new Second(second, date(Instant.ofEpochSecond(second)));
      now = known;
    }
    return known.date();
  }

  static String length(HttpResponse response) {
    return "Content-Length: " + response.body().length;
  }

  static String body(HttpResponse response) {
    return new String(response.body(), ISO_8859_1);
  }

  /** The date of a second, because a date takes long to format. */
  private record Second(long number, String date) {}
}
