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

/** Custom headers, such as {@code traceparent}. The supplier runs on the thread of the call. */
final class CustomHeaders {

  /** Headers that this library sets, or that would change the meaning of a request. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          accept accept-encoding authorization connection content-encoding content-length \
          content-type cookie expect host proxy-authorization te trailer transfer-encoding \
          upgrade user-agent\
          """
              .split(" "));

  /** Limits the stored names: a supplier may use new names for each request. */
  private static final int MAX_WARNINGS = 100;

  private final Supplier<Map<String, String>> source;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  CustomHeaders(Supplier<Map<String, String>> source) {
    this.source = source;
  }

  /** {@return the headers of the next request; none if the supplier fails} */
  Map<String, Collection<String>> next() {
    try {
      return allowed(source.get());
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "The supplier of custom headers failed: " + e.getClass().getName());
      return Map.of();
    }
  }

  private Map<String, Collection<String>> allowed(Map<String, String> given) {
    Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.forEach(
        (name, value) -> {
          if (isName(name)
              && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
              && value != null
              && value.matches("[\\t -~]*")) {
            headers.put(name, List.of(value));
          } else {
            warnOnce(name);
          }
        });
    return headers;
  }

  private void warnOnce(String name) {
    // An invalid name may be a misplaced value, so it is not logged.
    String shown = isName(name) ? name : "?";
    if (warned.size() < MAX_WARNINGS && warned.add(shown)) {
      LOG.log(Level.WARNING, "The custom header \"{0}\" is not allowed, and is not sent", shown);
    }
  }

  private static boolean isName(String name) {
    return name != null && name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  }
}
