package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.failure;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
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
            "the second attempt succeeds"),
        takingForRejected(mutants),
        mutants.showing(
            FaultScenario.SERVER_ERROR_500,
            "counts one attempt",
            failure(
                e ->
                    new UnavailableException(
                        CallDetails.unknown(e.call().operation())
                            .withHttpStatus(500)
                            .withAttempts(1, Duration.ZERO),
                        Reason.SERVER_ERROR,
                        "the service failed")),
            "FR_01_a_call_fails_as_the_catalogue_says",
            "SERVER_ERROR_500: attempts() of the failure is the number of requests"));
  }

  static Mutant takingForRejected(Mutant.Of mutants) {
    return mutants.showing(
        FaultScenario.NOT_FOUND_404_BY_GATEWAY,
        "takes the outcome of a failure for known",
        failure(
            e ->
                new MalformedResponseException(
                    CallDetails.rejected(e.call().operation(), 404)
                        .withAttempts(e.call().attempts(), Duration.ZERO),
                    "a page")),
        "FR_01_a_call_fails_as_the_catalogue_says",
        "NOT_FOUND_404_BY_GATEWAY: the failure reports what happened to the request");
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
