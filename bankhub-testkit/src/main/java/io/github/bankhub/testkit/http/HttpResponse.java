package io.github.bankhub.testkit.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response. It does not copy its body: do not change it. {@link #toString} shows neither
 * headers nor body.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, mostly JSON in UTF-8; empty for a HEAD request
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, Map<String, List<String>> headers, byte[] body) {

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
