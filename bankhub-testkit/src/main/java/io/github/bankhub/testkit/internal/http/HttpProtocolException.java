package io.github.bankhub.testkit.internal.http;

import java.io.IOException;

/** A request that the server cannot read. The server closes the connection after the response. */
public final class HttpProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /** The hint never shows a part of the request, which may hold a secret. */
  HttpProtocolException(int status, String hint) {
    super(hint);
    this.status = status;
  }

  static HttpProtocolException malformed(String hint) {
    return new HttpProtocolException(400, hint);
  }

  static HttpProtocolException tooSlow(int millis) {
    return new HttpProtocolException(
        408, "send the whole request within %s seconds".formatted(millis / 1_000.0));
  }

  static HttpProtocolException tooManyConnections(int max) {
    return new HttpProtocolException(
        503, "this server has at most %s connections, and all have a request now".formatted(max));
  }

  public int status() {
    return status;
  }

  public String hint() {
    return String.valueOf(getMessage());
  }
}
