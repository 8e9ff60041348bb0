package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.bankhub.testkit.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Answers as HTTP/1.1 writes them: texts whose characters are bytes. */
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
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private HttpResponseWriter() {}

  /** The whole answer to a method. */
  static String whole(HttpResponse answer, String method, String connection) {
    boolean headless = method.equals("HEAD");
    // Asked by HEAD, the wire leaves the body out, and its length would be a lie.
    boolean unknown = answer.status() == 204 || (headless && answer.body().length == 0);
    String head = unknown ? head(answer, connection) : head(answer, length(answer), connection);
    return headless ? head : head + body(answer);
  }

  /** Status line and headers, with the empty line after them. */
  static String head(HttpResponse answer, String... more) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(' ');
    head.append(REASONS.getOrDefault(answer.status(), "")).append(END);
    head.append("Date: ").append(date(Instant.now())).append(END);
    answer
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(value -> head.append(name).append(": ").append(value).append(END)));
    for (String header : more) {
      head.append(header).append(END);
    }
    return head.append(END).toString();
  }

  /** An instant as headers write it. */
  public static String date(Instant instant) {
    return DATE.format(instant);
  }

  static String length(HttpResponse answer) {
    return "Content-Length: " + answer.body().length;
  }

  static String body(HttpResponse answer) {
    return new String(answer.body(), ISO_8859_1);
  }
}
