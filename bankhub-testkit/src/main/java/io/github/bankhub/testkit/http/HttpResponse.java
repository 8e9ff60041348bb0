package io.github.bankhub.testkit.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer. Its body is not copied; printing it shows neither headers nor body.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, JSON in UTF-8; empty for HEAD
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, Map<String, List<String>> headers, byte[] body) {

  public HttpResponse with(String header, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(header, List.of(value));
    return new HttpResponse(status, Map.copyOf(more), body);
  }

  public HttpResponse withoutBodyIf(boolean condition) {
    return condition ? new HttpResponse(status, headers, new byte[0]) : this;
  }

  /** Returns status and length. */
  @Override
  public String toString() {
    return "HttpResponse[" + status + ", " + body.length + " bytes]";
  }
}
