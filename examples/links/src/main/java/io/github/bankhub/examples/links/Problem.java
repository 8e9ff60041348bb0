package io.github.bankhub.examples.links;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;

/** A failed call, as the browser gets it. */
public record Problem(int status, String message) {

  /** {@return the problem of a value that is not valid, or of a call to Bank Hub} */
  public static Problem of(RuntimeException failure) {
    if (failure instanceof InvalidFieldException) {
      return new Problem(400, failure.getMessage());
    }
    if (failure instanceof NotFoundException) {
      return new Problem(404, "The company does not exist at Bank Hub");
    }
    if (failure instanceof InvalidRequestException) {
      return new Problem(400, "Bank Hub does not accept the request");
    }
    return failure instanceof BankHubException call && call.isTransient()
        ? new Problem(503, "Bank Hub is not available. Try again later")
        : new Problem(502, "Bank Hub cannot process the request");
  }
}
