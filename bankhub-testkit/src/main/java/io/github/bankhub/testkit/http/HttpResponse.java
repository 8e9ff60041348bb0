package io.github.bankhub.testkit.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response. It does not copy its body: do not change it. {@link #toString} shows neither
 * headers nor body. They are transient, so that libraries that write fields omit them.
 */
public final class HttpResponse {

  private final int status;
  private final transient Map<String, List<String>> headers;
  private final transient byte[] body;

  /**
   * Creates a response.
   *
   * @param status the HTTP status
   * @param headers the headers
   * @param body the body, mostly JSON in UTF-8; empty for a HEAD request
   */
  public HttpResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** {@return the HTTP status} */
  public int status() {
    return status;
  }

  /** {@return the headers} */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** {@return the body, mostly JSON in UTF-8; empty for a HEAD request; not a copy} */
  public byte[] body() {
    return body;
  }

  /**
   * {@return this response with a header; it replaces one of the same name}
   *
   * @param header the header's name
   * @param value its only value
   */
  public HttpResponse with(String header, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(header, List.of(value));
    return new HttpResponse(status, Map.copyOf(more), body);
  }

  /**
   * {@return this response, without its body if the condition is true}
   *
   * @param condition whether to leave the body out
   */
  public HttpResponse withoutBodyIf(boolean condition) {
    return condition ? new HttpResponse(status, headers, new byte[0]) : this;
  }

  /** Returns status and length of the body. */
  @Override
  public String toString() {
    return "HttpResponse[" + status + ", " + body.length + " bytes]";
  }
}
