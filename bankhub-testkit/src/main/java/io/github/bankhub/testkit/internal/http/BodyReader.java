package io.github.bankhub.testkit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the body of a request. Not thread-safe. */
public final class BodyReader {

  /** The maximum size of a body, in bytes. Of a longer one, one byte more is returned. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  /** The maximum size of a body that is read to its end, in bytes. */
  static final long MAX_SKIPPED_BYTES = 64L << 20;

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");

  private final ClientConnection client;
  private final InputStream in;
  private final LineReader lines;

  BodyReader(ClientConnection client, LineReader lines) {
    this.client = client;
    this.in = client.in();
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
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    readInto(body, 0, length);
    return body.toByteArray();
  }

  private static long length(List<String> lengths) throws HttpProtocolException {
    String hint = "send one Content-Length, a number of bytes";
    if (lengths.stream().distinct().count() != 1) {
      throw HttpProtocolException.malformed(hint);
    }
    return Long.parseLong(LineReader.match(LENGTH, lengths.get(0), hint).group());
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
      readInto(body, read, length);
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
    String hint = "begin each chunk with its length, a hexadecimal number";
    return Long.parseLong(LineReader.match(CHUNK, lines.line(), hint).group(1), 16);
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
}
