package io.github.bankhub.feign.internal.response;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response body after its content coding is removed. The library decodes gzip itself. HttpClient
 * would request every coding that the class path offers, and lose the response if one fails.
 */
final class DecodedBody {

  private final byte[] bytes;
  private final @Nullable String problem;

  private DecodedBody(byte[] bytes, @Nullable String problem) {
    this.bytes = bytes;
    this.problem = problem;
  }

  /** {@return the decoded bytes, as far as they can be read; at most one more than the limit} */
  byte[] bytes() {
    return bytes;
  }

  /** {@return why the bytes are not the whole body; null if they are} */
  @Nullable String problem() {
    return problem;
  }

  /**
   * Decodes a body.
   *
   * @param sent the body as it was sent
   * @param codings the values of {@code Content-Encoding}
   * @param maxBytes the limit, before and after decoding
   */
  static DecodedBody of(byte[] sent, Collection<String> codings, int maxBytes) {
    if (codings.isEmpty() && sent.length <= maxBytes) {
      return new DecodedBody(sent, null);
    }
    List<String> applied =
        codings.stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
            .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
            .toList();
    DecodedBody decoded = decode(sent, applied, maxBytes);
    return sent.length > maxBytes || decoded.bytes.length > maxBytes
        ? new DecodedBody(decoded.bytes, "the body is larger than " + maxBytes + " bytes")
        : decoded;
  }

  private static DecodedBody decode(byte[] sent, List<String> codings, int maxBytes) {
    if (codings.isEmpty() || sent.length == 0) {
      return new DecodedBody(sent, null);
    }
    boolean isGzip = codings.size() == 1 && codings.get(0).matches("(x-)?gzip");
    return isGzip
        ? gunzip(sent, maxBytes)
        : new DecodedBody(new byte[0], "its content coding is not gzip");
  }

  private static DecodedBody gunzip(byte[] sent, int maxBytes) {
    LimitedBody body = new LimitedBody(maxBytes);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      body.readFrom(in, -1);
      return new DecodedBody(body.bytes(), null);
    } catch (IOException e) {
      return new DecodedBody(body.bytes(), "its gzip is broken");
    }
  }
}
