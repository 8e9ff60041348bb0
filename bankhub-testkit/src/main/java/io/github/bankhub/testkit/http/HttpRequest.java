package io.github.bankhub.testkit.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * An HTTP request. It does not copy its headers and body: do not change them. {@link #toString}
 * shows neither headers nor body nor query. They are transient, so that libraries that write fields
 * omit them.
 */
public final class HttpRequest {

  private final String method;
  private final transient URI uri;
  private final transient Map<String, List<String>> headers;
  private final transient byte[] body;

  /**
   * Creates a request.
   *
   * @param method the method, in capitals
   * @param uri the address; path and query are enough
   * @param headers the headers; the case of their names does not matter
   * @param body the body, empty if there is none
   */
  public HttpRequest(String method, URI uri, Map<String, List<String>> headers, byte[] body) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  /** {@return the method, in capitals} */
  public String method() {
    return method;
  }

  /** {@return the address} */
  public URI uri() {
    return uri;
  }

  /** {@return the headers} */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** {@return the body, empty if there is none; not a copy} */
  public byte[] body() {
    return body;
  }

  /**
   * {@return the values of a header, empty if the request does not have it}
   *
   * @param name the header's name, in any case
   */
  public List<String> header(String name) {
    if (headers instanceof SortedMap<String, List<String>> sorted
        && sorted.comparator() == String.CASE_INSENSITIVE_ORDER) {
      return List.copyOf(headers.getOrDefault(name, List.of()));
    }
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
