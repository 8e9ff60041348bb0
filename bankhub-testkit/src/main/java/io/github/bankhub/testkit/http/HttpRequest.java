package io.github.bankhub.testkit.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A request. Keeps what it is given, so leave that unchanged; printing it shows neither headers nor
 * body nor query.
 *
 * @param method the method, in capitals
 * @param uri the address; path and query are enough
 * @param headers the headers, in any case
 * @param body the body, empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(String method, URI uri, Map<String, List<String>> headers, byte[] body) {

  /**
   * The values of a header.
   *
   * @param name the header's name, in any case
   * @return its values, none if it is not there
   */
  public List<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  /** Returns method, path and length. */
  @Override
  public String toString() {
    return "HttpRequest[" + method + " " + uri.getPath() + ", " + body.length + " bytes]";
  }
}
