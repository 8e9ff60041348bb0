package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failure of one attempt. It becomes a {@link BankHubException} when the whole call has failed,
 * because only then the number of attempts and the elapsed time are known. Immutable.
 */
public final class AttemptException extends RuntimeException {

  static final ExceptionFactory INTERRUPTED =
      (call, references) ->
          new UnavailableException(call, Reason.INTERRUPTED, "the thread was interrupted");

  private static final long serialVersionUID = 1L;

  private final transient Facts facts;
  private final CircuitSignal signal;
  private final boolean retryable;

  /** The attempts of the request for an access token that failed; null for any other failure. */
  private final @Nullable Integer tokenAttempts;

  private AttemptException(
      Facts facts, CircuitSignal signal, boolean retryable, @Nullable Integer tokenAttempts) {
    super(null, null, false, false);
    this.facts = facts;
    this.signal = signal;
    this.retryable = retryable;
    this.tokenAttempts = tokenAttempts;
  }

  private AttemptException(Facts facts, CircuitSignal signal) {
    this(facts, signal, true, null);
  }

  /** {@return the failure of a request that did not leave this process} */
  static AttemptException notSent(CircuitSignal signal, ExceptionFactory factory) {
    return notSent(0, signal, factory);
  }

  /**
   * {@return the failure of a request that did not reach Bank Hub}
   *
   * @param status the HTTP status of the proxy that did not pass it on, or 0 without one
   */
  static AttemptException notSent(int status, CircuitSignal signal, ExceptionFactory factory) {
    return new AttemptException(new Facts(RequestOutcome.NOT_SENT, status, null, factory), signal);
  }

  /** {@return the failure of a request whose response says that it was not performed} */
  static AttemptException rejected(
      BufferedResponse response, CircuitSignal signal, ExceptionFactory factory) {
    return new AttemptException(
        new Facts(RequestOutcome.REJECTED, response.status(), response, factory), signal);
  }

  /** {@return the failure of a request whose response does not say if it was performed} */
  static AttemptException unknown(
      BufferedResponse response, CircuitSignal signal, ExceptionFactory factory) {
    return new AttemptException(
        new Facts(RequestOutcome.UNKNOWN, response.status(), response, factory), signal);
  }

  /**
   * {@return the failure of a request without a complete response}
   *
   * @param status the HTTP status, or 0 if not even that arrived
   */
  static AttemptException lost(int status, CircuitSignal signal, ExceptionFactory factory) {
    return new AttemptException(new Facts(RequestOutcome.UNKNOWN, status, null, factory), signal);
  }

  /** {@return the same failure, not retried} */
  AttemptException withoutRetry() {
    return new AttemptException(facts, signal, false, tokenAttempts);
  }

  /** {@return the same failure, caused by the client: not counted, not retried} */
  public AttemptException clientCaused() {
    return new AttemptException(facts, CircuitSignal.IGNORE, false, tokenAttempts);
  }

  /**
   * {@return the failure of another call's request for an access token, which this call shares}
   * This call sent nothing, so nothing is counted again.
   */
  public AttemptException shared() {
    return new AttemptException(facts, CircuitSignal.IGNORE, false, 0);
  }

  /** {@return the interruption of the thread during the backoff after this failure} */
  AttemptException interrupted() {
    return new AttemptException(
        facts.with(INTERRUPTED), CircuitSignal.IGNORE, false, tokenAttempts);
  }

  /**
   * {@return the failure of the whole call} If this attempt was not sent, an earlier one decides
   * the outcome. The same applies if this one was rejected, but an earlier one may have changed
   * data.
   */
  AttemptException ended(CallContext call) {
    int attempts = tokenAttempts == null ? call.attempts() : tokenAttempts;
    AttemptException earlier = call.earlierFailure();
    boolean isOutcomeKnown =
        facts.outcome != RequestOutcome.NOT_SENT
            && !(changesOnce(call.operation()) && call.mayBePerformed());
    Facts ended = isOutcomeKnown || earlier == null ? facts : facts.after(earlier.facts);
    return new AttemptException(ended, signal, false, attempts);
  }

  /** A retry of it is harmless, but its first attempt may have changed something for good. */
  private static boolean changesOnce(Operation operation) {
    return operation.isIdempotent()
        && !operation.isSafe()
        && operation != Operation.CREATE_ACCESS_TOKEN;
  }

  /** {@return the failure of a call that was not sent, because its access token request failed} */
  public AttemptException causedByMissingToken() {
    ExceptionFactory factory =
        (call, references) ->
            facts.factory.create(
                call.withFailedOperation(Operation.CREATE_ACCESS_TOKEN), List.of());
    return new AttemptException(
        new Facts(RequestOutcome.NOT_SENT, facts.status, facts.response, factory),
        signal,
        false,
        tokenAttempts);
  }

  RequestOutcome outcome() {
    return facts.outcome;
  }

  public CircuitSignal signal() {
    return signal;
  }

  /** {@return true if the service fails, or asks for fewer requests} */
  public boolean requestsBackoff() {
    return signal == CircuitSignal.FAILURE
        || (signal == CircuitSignal.SUCCESS && facts.status == 429);
  }

  /** {@return true if the service itself reports that the object does not exist} */
  public boolean isNotFound() {
    return facts.status == 404 && facts.response != null && facts.response.isFromBankHub();
  }

  public @Nullable Duration retryAfter() {
    return facts.response == null ? null : facts.response.retryAfter();
  }

  /** {@return true if the operation may be retried: the table is in docs/failures.md} */
  boolean allowsRetry(Operation operation) {
    boolean canSucceedLater = facts.outcome == RequestOutcome.NOT_SENT || requestsBackoff();
    return retryable && canSucceedLater && isHarmless(operation);
  }

  /** {@return true if the operation may be retried with a new access token, after a 401} */
  public boolean allowsRetryWithNewToken(CallContext call) {
    return isHarmless(call.operation());
  }

  /** A second request performs the operation a second time, unless the first was not performed. */
  private boolean isHarmless(Operation operation) {
    return facts.outcome != RequestOutcome.UNKNOWN || operation.isIdempotent();
  }

  BankHubException toException(CallContext call, List<Reference> references) {
    AttemptException ended = ended(call);
    int attempts = ended.tokenAttempts == null ? 0 : ended.tokenAttempts;
    CallDetails details =
        ended.facts.details(call.operation()).withAttempts(attempts, call.elapsed());
    return ended.facts.factory.create(details, references);
  }

  /** Creates the caller's exception, once the details of the whole call are known. */
  @FunctionalInterface
  interface ExceptionFactory {
    BankHubException create(CallDetails call, List<Reference> references);
  }

  /**
   * What happened.
   *
   * @param status the HTTP status, or 0 without one
   * @param response the response, if it is complete
   */
  private record Facts(
      RequestOutcome outcome,
      int status,
      @Nullable BufferedResponse response,
      ExceptionFactory factory) {

    Facts with(ExceptionFactory other) {
      return new Facts(outcome, status, response, other);
    }

    Facts after(Facts earlier) {
      int known = status == 0 ? earlier.status : status;
      return new Facts(earlier.outcome, known, response, factory);
    }

    CallDetails details(Operation operation) {
      CallDetails details =
          switch (outcome) {
            case NOT_SENT -> CallDetails.notSent(operation);
            case REJECTED -> CallDetails.rejected(operation, status);
            case UNKNOWN -> CallDetails.unknown(operation);
          };
      CallDetails known = status == 0 ? details : details.withHttpStatus(status);
      String excerpt = response == null ? "" : response.excerpt();
      return excerpt.isBlank() ? known : known.withExcerpt(excerpt);
    }
  }
}
