package io.github.bankhub.feign.internal.http;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.port.CallOptions;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Custom headers, such as {@code traceparent}. The supplier runs on the thread of the call. */
final class CustomHeaders {

  /** Limits the stored names: a supplier may use new names for each request. */
  private static final int MAX_WARNINGS = 100;

  private final Supplier<Map<String, String>> source;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  CustomHeaders(Supplier<Map<String, String>> source) {
    this.source = source;
  }

  /** {@return the headers of the next request: those of the supplier, replaced by the call's} */
  Map<String, Collection<String>> next(CallOptions options) {
    Map<String, String> supplied = supplied();
    if (supplied.isEmpty() && options.headers().isEmpty()) {
      return Map.of();
    }
    Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    supplied.forEach((name, value) -> addIfAllowed(headers, name, value));
    options.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private Map<String, String> supplied() {
    try {
      // A copy: a map that fails while it is read counts as a failed supplier.
      Map<String, String> given = source.get();
      return given.isEmpty() ? Map.of() : new LinkedHashMap<>(given);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "The supplier of custom headers failed: " + e.getClass().getName());
      return Map.of();
    }
  }

  private void addIfAllowed(Map<String, Collection<String>> headers, String name, String value) {
    try {
      CallOptions.NONE.withHeader(name, value);
      headers.put(name, List.of(value));
    } catch (InvalidFieldException e) {
      // An invalid name may be a misplaced value, so it is not logged.
      warnOnce(e.field().equals(name) ? name : "?");
    }
  }

  private void warnOnce(String shown) {
    if (warned.size() < MAX_WARNINGS && warned.add(shown)) {
      LOG.log(Level.WARNING, "The custom header \"{0}\" is not allowed, and is not sent", shown);
    }
  }
}
