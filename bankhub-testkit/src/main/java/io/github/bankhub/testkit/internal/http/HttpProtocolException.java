package io.github.bankhub.testkit.internal.http;

import java.io.IOException;

/** A request that the server cannot read. The server closes the connection after the response. */
public final class HttpProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Describes what is wrong with the request.
   *
   * @param status the HTTP status to respond with: 400, 413 or 431
   * @param hint what the client should send instead; never a part of the request, which may hold a
   *     secret
   */
  HttpProtocolException(int status, String hint) {
    super(hint);
    this.status = status;
  }

  /** {@return the rejection of a request that is not valid HTTP or is ambiguous} */
  static HttpProtocolException malformed(String hint) {
    return new HttpProtocolException(400, hint);
  }

  /** {@return the HTTP status to respond with} */
  public int status() {
    return status;
  }

  /** {@return what the client should send instead} */
  public String hint() {
    return String.valueOf(getMessage());
  }
}
