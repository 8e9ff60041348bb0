package io.github.bankhub.feign.webhook;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The secrets that are valid now. Thread-safe.
 *
 * <p>If the supplier fails, the secrets that it supplied last stay valid. Otherwise every message
 * would be rejected, and lost.
 */
final class Secrets<S extends Secret> {

  private final Supplier<List<S>> supplier;
  private volatile List<S> last;

  Secrets(Supplier<List<S>> supplier) {
    this.supplier = Objects.requireNonNull(supplier, "secrets");
    this.last = supplied();
  }

  /**
   * {@return the position of the secret that the text is; -1 if it is none} The text is compared
   * with every secret, so the time does not depend on which one it is.
   */
  int find(String text) {
    List<S> secrets = current();
    int found = -1;
    for (int i = secrets.size() - 1; i >= 0; i--) {
      found = secrets.get(i).matches(text) ? i : found;
    }
    return found;
  }

  private List<S> current() {
    try {
      last = supplied();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The supplier of secrets failed ({0})", e.getClass().getName());
    }
    return last;
  }

  private List<S> supplied() {
    List<S> secrets = List.copyOf(supplier.get());
    if (secrets.isEmpty()) {
      throw new InvalidFieldException("secrets", "are empty", "at least one");
    }
    return secrets;
  }
}
