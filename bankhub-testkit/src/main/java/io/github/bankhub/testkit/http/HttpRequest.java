package io.github.bankhub.testkit.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An HTTP request. It does not copy its headers and body: do not change them. {@link #toString}
 * shows neither headers nor body nor query.
 *
 * @param method the method, in capitals
 * @param uri the address; path and query are enough
 * @param headers the headers; the case of their names does not matter
 * @param body the body, empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(String method, URI uri, Map<String, List<String>> headers, byte[] body) {

  /**
   * {@return the values of a header, empty if the request does not have it}
   *
   * @param name the header's name, in any case
   */
  public List<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  /** Returns method, path and length of the body. */
  @Override
  public String toString() {
    return "HttpRequest[" + method + " " + uri.getRawPath() + ", " + body.length + " bytes]";
  }
}
