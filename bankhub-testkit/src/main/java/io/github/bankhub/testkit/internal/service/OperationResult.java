package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a request to the service, and the fault that applies to its response. */
public sealed interface OperationResult {

  @Nullable Fault fault();

  record Success(Map<String, @Nullable Object> body, @Nullable Fault fault)
      implements OperationResult {

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
