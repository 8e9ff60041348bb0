package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Finds the operation that a request without a route probably meant. */
final class NearestOperation {

  private NearestOperation() {}

  /** {@return the operation with the most similar path; empty if none is similar} */
  static Optional<Operation> of(String method, String path) {
    int limit = Math.max(3, path.length() / 2);
    return Arrays.stream(Operation.values())
        .filter(operation -> distance(path, operation) <= limit)
        .min(
            Comparator.<Operation>comparingInt(operation -> distance(path, operation))
                .thenComparing(operation -> !operation.method().equals(method)));
  }

  private static int distance(String path, Operation operation) {
    return new PathTemplate(operation.path()).matches(path) ? 0 : distance(path, operation.path());
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, column -> column);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
