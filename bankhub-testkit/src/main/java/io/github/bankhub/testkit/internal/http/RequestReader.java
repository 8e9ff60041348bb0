package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
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
 * <p>It rejects ambiguous requests, because they allow request smuggling. Hints never show what the
 * client sent, which may be a secret.
 */
public final class RequestReader {

  /** The maximum size of first line and headers, in bytes. */
  static final int MAX_HEAD_BYTES = 16 << 10;

  /** The maximum size of a body that is read to its end, in bytes. */
  static final long MAX_SKIPPED_BYTES = 64L << 20;

  /** The maximum size of a body, in bytes. Of a longer one, one byte more is returned. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final String TOKEN = "[!#$%&'*+.^_`|~\\w-]+";
  private static final Pattern FIRST_LINE =
      Pattern.compile("(" + TOKEN + ") (\\S+) HTTP/1\\.([0-9])");
  private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "):(.*)", Pattern.DOTALL);
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");

  private final ClientConnection client;
  private final InputStream in;
  private int headBytesLeft;

  RequestReader(ClientConnection client) {
    this.client = client;
    this.in = client.in();
  }

  /**
   * Reads a request.
   *
   * @return the request, read to its end
   * @throws HttpProtocolException if the request is not valid HTTP, is ambiguous or too large; no
   *     further request can be read then
   * @throws IOException if the client is gone, or is silent for too long
   */
  Incoming read() throws IOException {
    headBytesLeft = MAX_HEAD_BYTES;
    Matcher first = match(FIRST_LINE, firstLine(), "begin the request like GET / HTTP/1.1");
    Head head = new Head(first.group(3).equals("0"), headers());
    if (!head.old() && head.values("Host").size() != 1) {
      throw malformed("send the header Host exactly once");
    }
    URI uri = uri(first.group(2));
    byte[] body = body(head);
    return new Incoming(
        new HttpRequest(first.group(1), uri, head.headers(), body), head.staysOpen());
  }

  /** Skips empty lines, because some clients send one after a body. */
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
      Matcher header = match(HEADER, line, "write each header as a name, a colon and a value");
      headers
          .computeIfAbsent(header.group(1), name -> new ArrayList<>())
          .add(header.group(2).strip());
    }
    return headers;
  }

  private static URI uri(String target) throws HttpProtocolException {
    try {
      // Without a host, a path that begins with two slashes would be read as a host.
      URI uri = URI.create(target.startsWith("/") ? "http://127.0.0.1" + target : target);
      if (uri.getPath() != null) {
        return uri.getPath().isEmpty() ? uri.resolve("/") : uri;
      }
    } catch (IllegalArgumentException e) {
      // Rejected below.
    }
    throw malformed("send a valid path; percent-encode characters that a URI does not allow");
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
      throw malformed("the only transfer coding is chunked, in HTTP/1.1");
    }
    sendContinue(head);
    return chunks();
  }

  private byte[] body(Head head, long length) throws IOException {
    if (length > 0) {
      sendContinue(head);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    readInto(body, 0, length);
    return body.toByteArray();
  }

  private static long length(List<String> lengths) throws HttpProtocolException {
    String hint = "send one Content-Length, a number of bytes";
    if (lengths.stream().distinct().count() != 1) {
      throw malformed(hint);
    }
    return Long.parseLong(match(LENGTH, lengths.get(0), hint).group());
  }

  private void sendContinue(Head head) throws IOException {
    if (!head.old() && head.tokens("Expect").stream().anyMatch("100-continue"::equalsIgnoreCase)) {
      client.send("HTTP/1.1 100 Continue\r\n\r\n");
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    long read = 0;
    for (long length = chunkLength(); length > 0; length = chunkLength()) {
      readInto(body, read, length);
      read += length;
      if (!line().isEmpty()) {
        throw malformed("a chunk is longer than its length");
      }
    }
    headBytesLeft = MAX_HEAD_BYTES;
    headers();
    return body.toByteArray();
  }

  private long chunkLength() throws IOException {
    headBytesLeft = MAX_HEAD_BYTES;
    String hint = "begin each chunk with its length, a hexadecimal number";
    return Long.parseLong(match(CHUNK, line(), hint).group(1), 16);
  }

  /** Reads a body that is too long to its end: until then, clients do not read the response. */
  private void readInto(ByteArrayOutputStream body, long alreadyRead, long length)
      throws IOException {
    if (length > MAX_SKIPPED_BYTES - alreadyRead) {
      throw new HttpProtocolException(413, "a body has at most " + MAX_BODY_BYTES + " bytes");
    }
    int capacity = MAX_BODY_BYTES + 1 - body.size();
    byte[] read = in.readNBytes((int) Math.min(capacity, length));
    body.writeBytes(read);
    in.skipNBytes(length - read.length);
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

  /** Rejects control characters immediately: a client that begins with TLS would wait forever. */
  private int next() throws IOException {
    if (headBytesLeft-- == 0) {
      throw new HttpProtocolException(
          431, "first line and headers have at most " + MAX_HEAD_BYTES + " bytes");
    }
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    if (next < ' ' && "\t\r\n".indexOf(next) < 0) {
      throw malformed("use plain HTTP/1.1, with an address that begins with http://");
    }
    return next;
  }

  private static Matcher match(Pattern pattern, String text, String hint)
      throws HttpProtocolException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches() || text.indexOf('\r') >= 0) {
      throw malformed(hint);
    }
    return matcher;
  }

  private static HttpProtocolException malformed(String hint) {
    return new HttpProtocolException(400, hint);
  }

  /**
   * A request that was read.
   *
   * @param request the request
   * @param staysOpen whether the client may send another on the same connection
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
