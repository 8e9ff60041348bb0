package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the requests of a client, one after the other. Not thread-safe.
 *
 * <p>What could be understood in two ways is refused: that is how requests are smuggled. A hint
 * never shows what was sent, which may be a secret.
 */
public final class RequestReader {

  /** The longest first line and headers that are taken, in bytes. */
  static final int MAX_HEAD_BYTES = 16 << 10;

  /** The longest body that is read to its end, in bytes; the wire refuses much shorter ones. */
  static final long MAX_READ = 64L << 20;

  /** The longest body that is read, in bytes. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final String TOKEN = "[!#$%&'*+.^_`|~\\w-]+";
  private static final Pattern FIRST_LINE =
      Pattern.compile("(" + TOKEN + ") (\\S+) HTTP/1\\.([0-9])");
  private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "):(.*)", Pattern.DOTALL);
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");

  private final ClientConnection peer;
  private final InputStream in;
  private int left;

  RequestReader(ClientConnection peer) {
    this.peer = peer;
    this.in = peer.in();
  }

  /**
   * Reads a request.
   *
   * @return the request, read to its end
   * @throws ErrorResponse if it cannot be understood; the rest of the connection makes no sense
   *     then
   * @throws IOException if the client goes, or is silent for too long
   */
  Incoming read() throws IOException {
    left = MAX_HEAD_BYTES;
    Matcher first = matched(FIRST_LINE, firstLine(), "begin a request like GET / HTTP/1.1");
    Head head = new Head(first.group(3).equals("0"), headers());
    if (!head.old() && head.values("Host").size() != 1) {
      throw malformed("send the header Host, once");
    }
    URI uri = uri(first.group(2));
    byte[] body = body(head);
    return new Incoming(
        new HttpRequest(first.group(1), uri, head.headers(), body), head.staysOpen());
  }

  /** Some clients send an empty line after a body. */
  private String firstLine() throws IOException {
    String line = line();
    while (line.isEmpty()) {
      line = line();
    }
    return line;
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher header = matched(HEADER, line, "each header is a line with a name, a colon, a value");
      headers
          .computeIfAbsent(header.group(1), name -> new ArrayList<>())
          .add(header.group(2).strip());
    }
    return headers;
  }

  private static URI uri(String target) {
    try {
      // Alone, a path that begins with two slashes would be taken for a host.
      URI uri = URI.create(target.startsWith("/") ? "http://127.0.0.1" + target : target);
      if (uri.getPath() != null) {
        return uri.getPath().isEmpty() ? uri.resolve("/") : uri;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw malformed("ask for a path, with % for each byte that no address may have");
  }

  private byte[] body(Head head) throws IOException {
    List<String> codings = head.tokens("Transfer-Encoding");
    List<String> lengths = head.tokens("Content-Length");
    if (codings.isEmpty()) {
      return lengths.isEmpty() ? new byte[0] : body(head, length(lengths));
    }
    if (!lengths.isEmpty()) {
      throw malformed("send Content-Length or Transfer-Encoding, not both");
    }
    if (head.old() || codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
      throw malformed("of transfer codings chunked is known, in HTTP/1.1 alone");
    }
    letGoOn(head);
    return chunks();
  }

  private byte[] body(Head head, long length) throws IOException {
    if (length > 0) {
      letGoOn(head);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    take(body, 0, length);
    return body.toByteArray();
  }

  private static long length(List<String> lengths) {
    String hint = "Content-Length is one number of bytes";
    if (lengths.stream().distinct().count() != 1) {
      throw malformed(hint);
    }
    return Long.parseLong(matched(LENGTH, lengths.get(0), hint).group());
  }

  private void letGoOn(Head head) throws IOException {
    if (!head.old() && head.tokens("Expect").stream().anyMatch("100-continue"::equalsIgnoreCase)) {
      peer.send("HTTP/1.1 100 Continue\r\n\r\n");
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    long read = 0;
    for (long length = chunkLength(); length > 0; length = chunkLength()) {
      take(body, read, length);
      read += length;
      if (!line().isEmpty()) {
        throw malformed("a chunk is longer than its length");
      }
    }
    left = MAX_HEAD_BYTES;
    headers();
    return body.toByteArray();
  }

  private long chunkLength() throws IOException {
    left = MAX_HEAD_BYTES;
    String hint = "a chunk begins with its length, a hexadecimal number";
    return Long.parseLong(matched(CHUNK, line(), hint).group(1), 16);
  }

  /** Reads what is too long to its end as well: the sender would not see the answer before. */
  private void take(ByteArrayOutputStream body, long read, long length) throws IOException {
    if (length > MAX_READ - read) {
      throw ErrorResponse.of(Kind.TOO_LARGE, "a body has at most " + MAX_BODY_BYTES + " bytes");
    }
    int room = MAX_BODY_BYTES + 1 - body.size();
    byte[] kept = in.readNBytes((int) Math.min(room, length));
    body.writeBytes(kept);
    in.skipNBytes(length - kept.length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = next(); next != '\n'; next = next()) {
      line.append((char) next);
    }
    int end = line.length() - 1;
    if (end >= 0 && line.charAt(end) == '\r') {
      line.setLength(end);
    }
    return line.toString();
  }

  /** Tells a client that begins with TLS at once: it would wait for ever to be understood. */
  private int next() throws IOException {
    if (left-- == 0) {
      throw ErrorResponse.of(
          Kind.HEAD_TOO_LARGE, "first line and headers have at most " + MAX_HEAD_BYTES + " bytes");
    }
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    if (next < ' ' && "\t\r\n".indexOf(next) < 0) {
      throw malformed("this is plain HTTP/1.1: the address begins with http://");
    }
    return next;
  }

  private static Matcher matched(Pattern pattern, String text, String hint) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches() || text.indexOf('\r') >= 0) {
      throw malformed(hint);
    }
    return matcher;
  }

  private static ErrorResponse malformed(String hint) {
    return ErrorResponse.of(Kind.MALFORMED, hint);
  }

  /**
   * A request as it came in.
   *
   * @param request the request
   * @param staysOpen whether the client wants to send another on the same connection
   */
  record Incoming(HttpRequest request, boolean staysOpen) {}

  private record Head(boolean old, Map<String, List<String>> headers) {

    List<String> values(String name) {
      return headers.getOrDefault(name, List.of());
    }

    List<String> tokens(String name) {
      return values(name).stream()
          .flatMap(value -> Arrays.stream(value.split(",", -1)))
          .map(String::strip)
          .toList();
    }

    boolean staysOpen() {
      List<String> options = tokens("Connection");
      return old
          ? options.stream().anyMatch("keep-alive"::equalsIgnoreCase)
          : options.stream().noneMatch("close"::equalsIgnoreCase);
    }
  }
}
