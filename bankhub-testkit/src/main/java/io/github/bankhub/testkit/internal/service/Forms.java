package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of each operation. Immutable. It depends on the schemes of redirects alone. */
record Forms(Set<String> redirectSchemes, Map<Operation, Form> byOperation) {

  // Making them takes longer than all else that a new hub needs.
  private static volatile @Nullable Forms latest;

  /** {@return the forms of the handlers, or those of an earlier hub with the same rules} */
  static Forms of(BankHubEnvironment environment, Map<Operation, OperationHandler> handlers) {
    Forms known = latest;
    if (known != null && known.redirectSchemes().equals(environment.redirectSchemes())) {
      return known;
    }
    Map<Operation, Form> forms = new EnumMap<>(Operation.class);
    handlers.forEach((operation, handler) -> forms.put(operation, handler.form()));
    Forms made = new Forms(environment.redirectSchemes(), Collections.unmodifiableMap(forms));
    latest = made;
    return made;
  }
}
