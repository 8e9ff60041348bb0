package io.github.bankhub.testkit.internal.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first line and the headers of a request. */
record RequestHead(String method, URI uri, boolean isHttp10, Map<String, List<String>> headers) {

  List<String> values(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** {@return the values of a header that lists several values, separated by commas} */
  List<String> tokens(String name) {
    List<String> tokens = new ArrayList<>();
    for (String value : values(name)) {
      for (String token : value.split(",", -1)) {
        tokens.add(token.strip());
      }
    }
    return tokens;
  }

  /** {@return whether the client may send another request on the same connection} */
  boolean staysOpen() {
    return isHttp10 ? hasToken("Connection", "keep-alive") : !hasToken("Connection", "close");
  }

  /** {@return whether the client waits for "100 Continue" before it sends the body} */
  boolean expectsContinue() {
    return !isHttp10 && hasToken("Expect", "100-continue");
  }

  private boolean hasToken(String name, String token) {
    return tokens(name).stream().anyMatch(token::equalsIgnoreCase);
  }
}
