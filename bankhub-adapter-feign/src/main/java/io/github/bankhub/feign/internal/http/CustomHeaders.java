package io.github.bankhub.feign.internal.http;

import static io.github.bankhub.feign.internal.Logging.LOG;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Headers of the user's own, such as {@code traceparent}; asked for on the calling thread. */
final class CustomHeaders {

  /** Headers that the library sets, or that would change what a request is. */
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "accept-encoding",
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "cookie",
          "expect",
          "host",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  /** Names may be made up each time. */
  private static final int MAX_WARNINGS = 100;

  private final Supplier<Map<String, String>> source;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  CustomHeaders(Supplier<Map<String, String>> source) {
    this.source = source;
  }

  Map<String, Collection<String>> ofThisCall() {
    try {
      return allowed(source.get());
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "No headers of one's own, for they failed: " + e.getClass().getName());
      return Map.of();
    }
  }

  private Map<String, Collection<String>> allowed(Map<String, String> given) {
    Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.forEach(
        (name, value) -> {
          if (isName(name)
              && !OURS.contains(name.toLowerCase(Locale.ROOT))
              && value.matches("[\\t -~]*")) {
            headers.put(name, List.of(value));
          } else {
            leftOut(name);
          }
        });
    return headers;
  }

  private void leftOut(String name) {
    // What cannot be a name may be a value that slipped.
    String shown = isName(name) ? name : "?";
    if (warned.size() < MAX_WARNINGS && warned.add(shown)) {
      LOG.log(Level.WARNING, "The header \"{0}\" may not be sent, and is left out", shown);
    }
  }

  private static boolean isName(String name) {
    return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  }
}
