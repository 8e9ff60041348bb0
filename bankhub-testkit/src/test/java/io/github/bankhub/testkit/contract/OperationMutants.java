package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make a mistake that is possible with any operation. */
final class OperationMutants {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private OperationMutants() {}

  /** The mutants of {@link RetriedOperationContract}. */
  static Stream<Mutant> of(Mutant.Of mutants) {
    return Stream.of(
        mutants.calls(
            "gives up when its access token has expired",
            givingUpOn401(),
            "LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds",
            "the client renews the access token"),
        mutants.calls(
            "never sends a call again",
            givingUpOnFaults(),
            "FR_07_a_call_is_sent_again_after_an_error_of_the_service",
            "the second attempt succeeds"));
  }

  static Mutation givingUpOn401() {
    return call -> {
      Map<String, @Nullable Object> body = call.send();
      if (call.hadStatus(401)) {
        throw new AccessDeniedException(CallDetails.rejected(call.operation(), 401), "expired");
      }
      return body;
    };
  }

  private static Mutation givingUpOnFaults() {
    return call -> {
      Map<String, @Nullable Object> body = call.send();
      if (call.hadStatus(500)) {
        CallDetails details = CallDetails.unknown(call.operation());
        throw new UnavailableException(details, Reason.SERVER_ERROR, "one attempt is enough");
      }
      return body;
    };
  }

  /** A text in Vietnam time, changed so that a right client reads what a wrong one reads. */
  static Object asReadInUtc(@Nullable Object time) {
    return LocalDateTime.parse(String.valueOf(time), TIME).plusHours(7).format(TIME);
  }
}
