package io.github.bankhub.feign.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The parser of the heads of responses on one connection. It keeps the status, because HttpClient
 * loses it if it rejects a later line of the head. Not thread-safe.
 */
final class ResponseHeadParser extends DefaultHttpResponseParser {

  /** The buffer of the connection, which has no other access to it. */
  private @Nullable SessionInputBuffer buffer;

  private int status;

  ResponseHeadParser(Http1Config limits) {
    super(limits);
  }

  /** Forgets the status of the response before. */
  void begin() {
    status = 0;
  }

  /** {@return the status of the response; 0 if its status line is missing or malformed} */
  int status() {
    return status;
  }

  /** {@return true if bytes after the last response are in the buffer of the connection} */
  boolean hasUnreadBytes() {
    return buffer != null && buffer.length() > 0;
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer source, InputStream stream)
      throws IOException, HttpException {
    buffer = source;
    return super.parse(source, stream);
  }

  @Override
  protected ClassicHttpResponse createMessage(CharArrayBuffer line)
      throws IOException, HttpException {
    ClassicHttpResponse head = super.createMessage(line);
    if (head.getCode() >= HttpStatus.SC_SUCCESS) {
      status = head.getCode();
    }
    return head;
  }
}
