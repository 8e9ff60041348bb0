package io.github.bankhub.feign.internal.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * The parser of the heads of responses on one connection. It keeps the status, because HttpClient
 * loses it if it rejects a later line of the head. Not thread-safe.
 */
final class ResponseHeadParser extends DefaultHttpResponseParser {

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
