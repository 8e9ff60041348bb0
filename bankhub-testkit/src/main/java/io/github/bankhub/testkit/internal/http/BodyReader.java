package io.github.bankhub.testkit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the body of a request. Not thread-safe. */
public final class BodyReader {

  /**
   * The maximum size of a body, in bytes: 1 MiB for a file, and more for what is around it. Of a
   * longer one, one byte more is returned.
   */
  public static final int MAX_BODY_BYTES = (1 << 20) + (64 << 10);

  /** The maximum size of a body that is read to its end, in bytes. */
  static final long MAX_SKIPPED_BYTES = 64L << 20;

  private static final int MAX_DIGITS = 18;
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");

  private final ClientConnection client;
  private final ClientInput in;
  private final LineReader lines;

  BodyReader(ClientConnection client, ClientInput in, LineReader lines) {
    this.client = client;
    this.in = in;
    this.lines = lines;
  }

  byte[] read(RequestHead head) throws IOException {
    List<String> codings = head.tokens("Transfer-Encoding");
    List<String> lengths = head.tokens("Content-Length");
    if (codings.isEmpty()) {
      return lengths.isEmpty() ? new byte[0] : fixedLength(head, length(lengths));
    }
    if (!lengths.isEmpty()) {
      throw HttpProtocolException.malformed("send Content-Length or Transfer-Encoding, not both");
    }
    if (head.isHttp10() || codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
      throw HttpProtocolException.malformed("the only transfer coding is chunked, in HTTP/1.1");
    }
    sendContinue(head);
    return chunks();
  }

  private byte[] fixedLength(RequestHead head, long length) throws IOException {
    if (length > 0) {
      sendContinue(head);
    }
    return read(0, 0, length);
  }

  private static long length(List<String> lengths) throws HttpProtocolException {
    String length = lengths.get(0);
    LineReader.check(
        isNumber(length) && lengths.stream().allMatch(length::equals),
        "send one Content-Length, a number of bytes");
    return Long.parseLong(length);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_DIGITS;
  }

  private void sendContinue(RequestHead head) throws IOException {
    if (head.expectsContinue()) {
      client.send("HTTP/1.1 100 Continue\r\n\r\n");
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    long read = 0;
    for (long length = chunkLength(); length > 0; length = chunkLength()) {
      body.writeBytes(read(body.size(), read, length));
      read += length;
      if (!lines.line().isEmpty()) {
        throw HttpProtocolException.malformed("a chunk is longer than its length");
      }
    }
    lines.begin();
    lines.headers();
    return body.toByteArray();
  }

  private long chunkLength() throws IOException {
    lines.begin();
    Matcher chunk = CHUNK.matcher(lines.line());
    LineReader.check(chunk.matches(), "begin each chunk with its length, a hexadecimal number");
    return Long.parseLong(chunk.group(1), 16);
  }

  /** Reads a body that is too long to its end: until then, clients do not read the response. */
  private byte[] read(int bodyLength, long alreadyRead, long length) throws IOException {
    if (length > MAX_SKIPPED_BYTES - alreadyRead) {
      throw new HttpProtocolException(413, "a body has at most " + MAX_BODY_BYTES + " bytes");
    }
    byte[] read = new byte[(int) Math.min(MAX_BODY_BYTES + 1 - bodyLength, length)];
    in.readFully(read);
    in.skip(length - read.length);
    return read;
  }
}
