package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.failure;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.InternalService;
import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.service.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about one fault each. */
final class FaultMutants {

  private static final String CREATE = "FR_01_create_fails_as_the_catalogue_says";
  private static final String NO_TOKEN = "FR_07_create_is_not_sent_without_an_access_token";
  private static final String RETRY = "FR_07_create_is_sent_again_if_it_was_not_performed";
  private static final String TOKEN_RETRY = "FR_07_an_access_token_is_requested_again";

  private static final String NEXT = "FR_07_the_next_create_returns_the_link_token_that_it_created";

  /** The rules of the requirements for failures that hold for every implementation. */
  static final List<String> RULES = List.of("FR_01", "FR_07");

  private FaultMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(creations(), missingTokens(), retries(), nextCreates())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> creations() {
    return Stream.of(
        mutant(
            "sends a create again after a lost response",
            FaultScenario.TRUNCATED_BODY,
            sendingAgain(call -> new UnavailableException(call, Reason.RESET, "closed")),
            CREATE,
            "TRUNCATED_BODY: POST /v1/link-token/create was sent 2 times although the first may"
                + " have been performed"),
        mutant(
            "believes a gateway that asks for a retry",
            FaultScenario.UNAVAILABLE_503_BY_GATEWAY,
            sendingAgain(call -> new UnavailableException(call, Reason.SERVER_ERROR, "HTTP 503")),
            CREATE,
            "UNAVAILABLE_503_BY_GATEWAY: POST /v1/link-token/create was sent 2 times"),
        mutant(
            "believes a gateway that limits the rate",
            FaultScenario.RATE_LIMITED_429_BY_GATEWAY,
            failure(e -> new RateLimitedException(as(RequestOutcome.REJECTED, e), null)),
            CREATE,
            "RATE_LIMITED_429_BY_GATEWAY: the failure reports what happened to the request"),
        mutant(
            "believes a gateway that rejects the access token",
            FaultScenario.UNAUTHENTICATED_401_BY_GATEWAY,
            sendingAgain(call -> new AccessDeniedException(call, "Unauthenticated")),
            CREATE,
            "UNAUTHENTICATED_401_BY_GATEWAY: POST /v1/link-token/create was sent 2 times"),
        mutant(
            "creates again after a reset",
            FaultScenario.RESET_AFTER_RESPONSE,
            afterFault(MutantCall::send),
            CREATE,
            "RESET_AFTER_RESPONSE: POST /v1/link-token/create was sent 2 times"),
        mutant(
            "takes a rejection for an unknown outcome",
            FaultScenario.FORBIDDEN_403,
            failure(e -> new AccessDeniedException(as(RequestOutcome.UNKNOWN, e), "Forbidden")),
            CREATE,
            "FORBIDDEN_403: the failure reports what happened to the request"),
        mutant(
            "takes a lost response for a rejection",
            FaultScenario.RESET_MID_BODY,
            failure(
                e ->
                    new UnavailableException(
                        as(RequestOutcome.REJECTED, e), Reason.RESET, "reset")),
            CREATE,
            "the failure reports what happened to the request"),
        mutant(
            "loses the status",
            FaultScenario.SERVER_ERROR_500,
            failure(FaultMutants::withoutStatus),
            CREATE,
            "SERVER_ERROR_500: the HTTP status"),
        mutant(
            "loses Retry-After",
            FaultScenario.RATE_LIMITED_429_DATE,
            failure(e -> new RateLimitedException(e.call(), null)),
            CREATE,
            "how long to wait"),
        mutant(
            "takes a timeout for a reset",
            FaultScenario.STALL_MID_BODY,
            failure(e -> new UnavailableException(e.call(), Reason.RESET, "reset")),
            CREATE,
            "STALL_MID_BODY: the reason"),
        mutant(
            "takes the firewall for the service",
            FaultScenario.BLOCKED_403,
            failure(e -> new AccessDeniedException(e.call(), "Forbidden")),
            CREATE,
            "BLOCKED_403: the type of the failure"),
        mutant(
            "blames the access token",
            FaultScenario.BROKEN_JSON,
            failure(e -> malformed(e, Operation.CREATE_ACCESS_TOKEN)),
            CREATE,
            "which call failed"),
        mutant(
            "counts one attempt",
            FaultScenario.RATE_LIMITED_429,
            failure(e -> new RateLimitedException(e.call().withAttempts(1, Duration.ZERO), null)),
            CREATE,
            "is the number of requests that the service got"),
        mutant(
            "swallows a failure",
            FaultScenario.INVALID_400,
            call -> {
              try {
                return call.send();
              } catch (BankHubException e) {
                call.service().control().clearFaults();
                return call.send();
              }
            },
            CREATE,
            "INVALID_400: the call fails"),
        mutant(
            "rejects a response with a wrapper",
            FaultScenario.JSON_IN_WRAPPER,
            afterFault(
                call -> {
                  throw new MalformedResponseException(
                      CallDetails.unknown(call.operation()).withHttpStatus(201), "no xid");
                }),
            CREATE,
            "the call succeeds despite the fault"),
        mutant(
            "sends a rejected create again",
            FaultScenario.INVALID_400,
            sendingAgain(call -> new InvalidRequestException(call, Map.of())),
            CREATE,
            "INVALID_400: POST /v1/link-token/create was sent 2 times although this failure allows"
                + " no retry"),
        mutant(
            "renews the access token twice",
            FaultScenario.UNAUTHENTICATED_401,
            sendingAgain(call -> new AccessDeniedException(call, "Unauthenticated")),
            CREATE,
            "was sent 4 times although a 401 allows one more attempt"));
  }

  private static Stream<Mutant> missingTokens() {
    return Stream.of(
        mutant(
            "does not know that it has no access token",
            FaultScenario.STALL_BEFORE_RESPONSE,
            failure(
                e ->
                    new UnavailableException(
                        as(RequestOutcome.UNKNOWN, e), Reason.TIMEOUT, "late")),
            NO_TOKEN,
            "the failure reports what happened to the request"),
        mutant(
            "blames the create",
            FaultScenario.BROKEN_JSON,
            failure(e -> malformed(e, Operation.CREATE_LINK_TOKEN)),
            NO_TOKEN,
            "which call failed"),
        mutant(
            "takes a missing path for a missing company",
            FaultScenario.NOT_FOUND_404,
            failure(e -> new NotFoundException(e.call(), List.of(), "Not found")),
            NO_TOKEN,
            "the type of the failure"),
        mutant(
            "counts one attempt",
            FaultScenario.RATE_LIMITED_429,
            failure(e -> new RateLimitedException(e.call().withAttempts(1, Duration.ZERO), null)),
            NO_TOKEN,
            "is the number of requests that the service got"),
        mutant(
            "loses Retry-After",
            FaultScenario.RATE_LIMITED_429_DATE,
            failure(e -> new RateLimitedException(e.call(), null)),
            NO_TOKEN,
            "how long to wait"),
        mutant(
            "loses the status",
            FaultScenario.SERVER_ERROR_500,
            failure(FaultMutants::withoutStatus),
            NO_TOKEN,
            "the HTTP status"),
        mutant(
            "goes on without an access token",
            FaultScenario.GARBAGE_BODY,
            call -> {
              try {
                return call.send();
              } catch (MalformedResponseException e) {
                sendUnauthenticated(call);
                throw e;
              }
            },
            NO_TOKEN,
            "POST /v1/link-token/create was sent once although there is no access token"));
  }

  private static Stream<Mutant> retries() {
    return Stream.of(
        mutant(
            "never sends a call again",
            FaultScenario.RATE_LIMITED_429,
            afterFault(FaultMutants::rateLimited),
            RETRY,
            "RATE_LIMITED_429: the call succeeds at the second attempt"),
        mutant(
            "creates twice",
            FaultScenario.RATE_LIMITED_429,
            afterFault(MutantCall::send),
            RETRY,
            "one link token is created"),
        mutant(
            "sends a call too often",
            FaultScenario.UNAUTHENTICATED_401,
            afterFault(FaultMutants::sendUnauthenticated),
            RETRY,
            "POST /v1/link-token/create was sent 3 times although the second attempt succeeds"),
        mutant(
            "never sends a call again",
            FaultScenario.RATE_LIMITED_429,
            afterFault(FaultMutants::rateLimited),
            TOKEN_RETRY,
            "the call succeeds at the second attempt"),
        mutant(
            "creates twice",
            FaultScenario.RATE_LIMITED_429,
            afterFault(MutantCall::send),
            TOKEN_RETRY,
            "one link token is created"),
        mutant(
            "requests an access token too often",
            FaultScenario.GATEWAY_TIMEOUT_504,
            afterFault(FaultMutants::requestToken),
            TOKEN_RETRY,
            "POST /v1/token was sent 3 times although the second attempt succeeds"));
  }

  private static Stream<Mutant> nextCreates() {
    return Stream.of(
        mutant(
            "returns the response of the call before",
            FaultScenario.SECOND_RESPONSE,
            responseBefore(),
            NEXT,
            "SECOND_RESPONSE: the next create returns the link token that it created"),
        mutant(
            "does not send a call whose response it has",
            FaultScenario.SECOND_RESPONSE_LATER,
            insteadOfSending(call -> {}),
            NEXT,
            "SECOND_RESPONSE_LATER: the next create is sent once"),
        mutant(
            "sends a create again after a false response",
            FaultScenario.BYTES_AFTER_BODY,
            afterFault(MutantCall::send),
            NEXT,
            "BYTES_AFTER_BODY: the next create is sent once"),
        mutant(
            "creates nothing after a timeout",
            FaultScenario.IDLE_TIMEOUT_408,
            insteadOfSending(FaultMutants::sendUnauthenticated),
            NEXT,
            "IDLE_TIMEOUT_408: the next create creates one token"),
        mutant(
            "creates for the company of the call before",
            FaultScenario.SECOND_RESPONSE,
            forCompanyBefore(),
            NEXT,
            "SECOND_RESPONSE: the next create returns a link token of its company"));
  }

  private static Mutant mutant(
      String name, FaultScenario scenario, Mutation mutation, String test, String message) {
    return new Mutant(
        BankHubContract.Faults.class,
        name,
        Implementation.IN_MEMORY
            .with(Mutant.calling(Operation.CREATE_LINK_TOKEN, mutation))
            .showing(scenario),
        test,
        message);
  }

  /** Does something more after a call that had a fault and succeeded. */
  private static Mutation afterFault(Consumer<MutantCall> more) {
    return call -> {
      Map<String, @Nullable Object> body = call.send();
      if (call.journal().stream().anyMatch(entry -> entry.fault().isPresent())) {
        more.accept(call);
      }
      return body;
    };
  }

  /** Returns the response of the call before, if there was one. */
  private static Mutation responseBefore() {
    AtomicReference<@Nullable Map<String, @Nullable Object>> before = new AtomicReference<>();
    return call -> {
      Map<String, @Nullable Object> response = call.send();
      Map<String, @Nullable Object> last = before.getAndSet(response);
      return last == null ? response : last;
    };
  }

  /**
   * Sends the first call. Does something else for each later one, and returns the response again.
   */
  private static Mutation insteadOfSending(Consumer<MutantCall> other) {
    AtomicReference<@Nullable Map<String, @Nullable Object>> first = new AtomicReference<>();
    return call -> {
      Map<String, @Nullable Object> known = first.get();
      if (known == null) {
        Map<String, @Nullable Object> response = call.send();
        first.set(response);
        return response;
      }
      other.accept(call);
      return known;
    };
  }

  /** Sends each call for the company of the first. */
  private static Mutation forCompanyBefore() {
    AtomicReference<@Nullable String> first = new AtomicReference<>();
    return call -> {
      String company = first.updateAndGet(xid -> xid == null ? call.text("company_xid") : xid);
      return call.with("company_xid", company).send();
    };
  }

  /** Sends a failed call again, and reports the attempts of both. */
  private static Mutation sendingAgain(Function<CallDetails, BankHubException> toFailure) {
    return call -> {
      try {
        return call.send();
      } catch (BankHubException first) {
        try {
          return call.send();
        } catch (BankHubException second) {
          int attempts = first.call().attempts() + second.call().attempts();
          throw toFailure.apply(second.call().withAttempts(attempts, Duration.ZERO));
        }
      }
    };
  }

  private static void rateLimited(MutantCall call) {
    throw new RateLimitedException(CallDetails.rejected(call.operation(), 429), null);
  }

  private static void sendUnauthenticated(MutantCall call) {
    InternalService.of(call.service())
        .perform(
            call.operation(),
            new Credentials.None(),
            Map.of(),
            call.service().environment().baseUri());
  }

  private static void requestToken(MutantCall call) {
    call.service()
        .connectedAs(call.service().control().credentials(), call.service().environment())
        .accessToken();
  }

  private static BankHubException malformed(BankHubException failure, Operation failed) {
    return new MalformedResponseException(failure.call().withFailedOperation(failed), "no JSON");
  }

  private static BankHubException withoutStatus(BankHubException failure) {
    CallDetails call =
        CallDetails.unknown(failure.call().operation())
            .withFailedOperation(failure.call().failedOperation())
            .withAttempts(failure.call().attempts(), Duration.ZERO);
    return new UnavailableException(call, Reason.SERVER_ERROR, "the service failed");
  }

  /** The details of a failure, with another outcome. */
  private static CallDetails as(RequestOutcome outcome, BankHubException failure) {
    CallDetails details = failure.call();
    CallDetails call =
        outcome == RequestOutcome.UNKNOWN
            ? CallDetails.unknown(details.operation())
            : CallDetails.rejected(details.operation(), details.httpStatus().orElse(400));
    if (details.httpStatus().isPresent()) {
      call = call.withHttpStatus(details.httpStatus().getAsInt());
    }
    return call.withFailedOperation(details.failedOperation())
        .withAttempts(details.attempts(), Duration.ZERO);
  }
}
