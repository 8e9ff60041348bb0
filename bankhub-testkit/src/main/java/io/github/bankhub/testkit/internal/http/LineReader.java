package io.github.bankhub.testkit.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines and headers, up to a maximum size. Not thread-safe. */
final class LineReader {

  static final int MAX_HEAD_BYTES = 16 << 10;

  /** The characters of a method and of a header's name. */
  static final String TOKEN = "[!#$%&'*+.^_`|~\\w-]+";

  private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "):(.*)", Pattern.DOTALL);

  private final InputStream in;
  private int bytesLeft;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Allows the maximum size again, for the next head, chunk or trailer. */
  void begin() {
    bytesLeft = MAX_HEAD_BYTES;
  }

  String line() throws IOException {
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

  Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher header = match(HEADER, line, "write each header as a name, a colon and a value");
      headers
          .computeIfAbsent(header.group(1), name -> new ArrayList<>())
          .add(header.group(2).strip());
    }
    return headers;
  }

  /** Rejects control characters immediately: a client that begins with TLS would wait forever. */
  private int next() throws IOException {
    if (bytesLeft-- == 0) {
      throw new HttpProtocolException(
          431, "first line and headers have at most " + MAX_HEAD_BYTES + " bytes");
    }
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    if (next < ' ' && "\t\r\n".indexOf(next) < 0) {
      throw HttpProtocolException.malformed(
          "use plain HTTP/1.1, with an address that begins with http://");
    }
    return next;
  }

  /** Matches a whole line, or rejects the request with a hint. */
  static Matcher match(Pattern pattern, String line, String hint) throws HttpProtocolException {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches() || line.indexOf('\r') >= 0) {
      throw HttpProtocolException.malformed(hint);
    }
    return matcher;
  }
}
