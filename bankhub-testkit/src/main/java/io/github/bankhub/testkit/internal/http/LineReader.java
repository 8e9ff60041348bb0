package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads lines and headers, up to a maximum size. Not thread-safe. */
final class LineReader {

  static final int MAX_HEAD_BYTES = 16 << 10;

  private static final String TOKEN_SYMBOLS = "!#$%&'*+.^_`|~-";

  private final ClientInput in;
  private int bytesLeft;

  LineReader(ClientInput in) {
    this.in = in;
  }

  /** Allows the maximum size again, for the next head, chunk or trailer. */
  void begin() {
    bytesLeft = MAX_HEAD_BYTES;
  }

  String line() throws IOException {
    String line = "";
    boolean ended = false;
    while (!ended) {
      ByteBuffer bytes = in.available();
      int start = bytes.position();
      while (!ended && bytes.hasRemaining()) {
        ended = isEnd(bytes.get());
      }
      byte[] part = new byte[bytes.position() - start - (ended ? 1 : 0)];
      bytes.get(start, part);
      line = line.concat(new String(part, ISO_8859_1));
    }
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Rejects control characters immediately: a client that begins with TLS would wait forever. */
  private boolean isEnd(byte next) throws HttpProtocolException {
    if (bytesLeft-- == 0) {
      throw new HttpProtocolException(
          431, "first line and headers have at most " + MAX_HEAD_BYTES + " bytes");
    }
    if (next >= 0 && next < ' ' && next != '\t' && next != '\r' && next != '\n') {
      throw HttpProtocolException.malformed(
          "use plain HTTP/1.1, with an address that begins with http://");
    }
    return next == '\n';
  }

  Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      check(
          colon >= 0 && isToken(line, colon) && line.indexOf('\r') < 0,
          "write each header as a name, a colon and a value");
      add(headers, line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static void add(Map<String, List<String>> headers, String name, String value) {
    List<String> before = headers.put(name, List.of(value));
    if (before != null) {
      List<String> all = new ArrayList<>(before);
      all.add(value);
      headers.put(name, all);
    }
  }

  /** {@return whether a text begins with so many characters of a method or a header's name} */
  static boolean isToken(String text, int length) {
    for (int i = 0; i < length; i++) {
      char next = text.charAt(i);
      boolean isWord =
          (next >= 'a' && next <= 'z')
              || (next >= 'A' && next <= 'Z')
              || (next >= '0' && next <= '9');
      if (!isWord && TOKEN_SYMBOLS.indexOf(next) < 0) {
        return false;
      }
    }
    return length > 0;
  }

  /** Rejects a request with a hint. */
  static void check(boolean isValid, String hint) throws HttpProtocolException {
    if (!isValid) {
      throw HttpProtocolException.malformed(hint);
    }
  }
}
