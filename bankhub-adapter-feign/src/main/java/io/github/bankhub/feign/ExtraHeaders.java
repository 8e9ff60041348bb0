package io.github.bankhub.feign;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Headers of the user's own, such as {@code traceparent}; asked for on the calling thread. */
final class ExtraHeaders {

  private static final System.Logger LOG = System.getLogger(FeignBankHub.class.getName());

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

  private final Supplier<Map<String, String>> source;

  ExtraHeaders(Supplier<Map<String, String>> source) {
    this.source = source;
  }

  Map<String, Collection<String>> ofThisCall() {
    try {
      return allowed(source.get());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "No headers of one's own, for they failed: " + e.getClass().getName());
      return Map.of();
    }
  }

  private static Map<String, Collection<String>> allowed(Map<String, String> given) {
    Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.forEach(
        (name, value) -> {
          if (isName(name) && value.matches("[\\t -~]*")) {
            headers.put(name, List.of(value));
          } else {
            LOG.log(Level.WARNING, "Left out a header of one's own that may not be sent");
          }
        });
    return headers;
  }

  private static boolean isName(String name) {
    return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
        && !OURS.contains(name.toLowerCase(Locale.ROOT));
  }
}
