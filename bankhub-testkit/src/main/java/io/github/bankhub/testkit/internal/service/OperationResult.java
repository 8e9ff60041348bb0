package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The result of a request to the service, and the fault that applies to its response. */
public sealed interface OperationResult {

  @Nullable Fault fault();

  /**
   * A performed operation.
   *
   * @param response builds the body, which takes no lock
   */
  record Success(Supplier<Map<String, @Nullable Object>> response, @Nullable Fault fault)
      implements OperationResult {

    /** {@return the fields of the body} Builds them: call it once. */
    public Map<String, @Nullable Object> body() {
      return response.get();
    }

    /** Returns no field: a body may hold secrets. */
    @Override
    public String toString() {
      return "Success[" + fault + "]";
    }
  }

  record Rejected(ErrorResponse error, @Nullable Fault fault) implements OperationResult {}

  /** No result: a fault prevented the operation. */
  record NotPerformed(Fault fault) implements OperationResult {}
}
