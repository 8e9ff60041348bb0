package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import java.util.List;

/** Creates the caller's exception, once the details of the whole call are known. */
@FunctionalInterface
interface ExceptionFactory {

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param references the objects that the request refers to
   */
  BankHubException create(CallDetails call, List<Reference> references);
}
