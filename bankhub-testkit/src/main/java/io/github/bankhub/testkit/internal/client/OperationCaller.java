package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls an operation of Bank Hub. */
@FunctionalInterface
public interface OperationCaller {

  /**
   * Calls an operation.
   *
   * @param operation the operation
   * @param references the objects that the request names, for the error that one is not found
   * @param fields the fields of the request
   * @return the fields of the response; empty if an earlier attempt may have done the work already
   * @throws BankHubException if the call fails
   */
  Map<String, @Nullable Object> call(
      Operation operation, List<Reference> references, Map<String, ?> fields);
}
