package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that failed. Becomes a {@link BankHubException} when the whole call is over, because
 * only then its attempts and time are known.
 */
public final class AttemptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Facts facts;

  private AttemptException(Facts facts) {
    super(null, null, false, false);
    this.facts = facts;
  }

  static AttemptException notSent(Leaf leaf) {
    return of(RequestOutcome.NOT_SENT, null, leaf);
  }

  static AttemptException rejected(BufferedResponse answer, Leaf leaf) {
    return of(RequestOutcome.REJECTED, answer, leaf);
  }

  /** Sent, and answered with what does not tell whether it was performed. */
  static AttemptException unknown(BufferedResponse answer, Leaf leaf) {
    return of(RequestOutcome.UNKNOWN, answer, leaf);
  }

  /** Sent, and not answered in full; the status is 0 if not even that came. */
  static AttemptException lost(int status, Leaf leaf) {
    return new AttemptException(
        new Facts(RequestOutcome.UNKNOWN, status, null, Verdict.NEITHER, false, null, leaf));
  }

  private static AttemptException of(
      RequestOutcome requestOutcome, @Nullable BufferedResponse answer, Leaf leaf) {
    int status = answer == null ? 0 : answer.status();
    Verdict verdict = answer == null ? Verdict.NEITHER : Verdict.FOR_SERVICE;
    return new AttemptException(
        new Facts(requestOutcome, status, answer, verdict, false, null, leaf));
  }

  /** The same failure, held against the service. */
  public AttemptException countedAsServiceFailure() {
    return new AttemptException(facts.as(Verdict.AGAINST_SERVICE));
  }

  /** The same failure of another call's request, which counts but once: here, none was sent. */
  public AttemptException shared() {
    return new AttemptException(facts.as(Verdict.NEITHER).last(0));
  }

  /** The same failure, for which this side has itself to thank; nothing is repeated. */
  public AttemptException clientCaused() {
    return new AttemptException(facts.as(Verdict.NEITHER).last(facts.attempts));
  }

  /** The same failure, after which nothing is repeated. */
  public AttemptException asLast() {
    return new AttemptException(facts.last(facts.attempts));
  }

  /** The same failure as the end of a call for an access token. */
  AttemptException ofTokenCall(CallContext call) {
    return new AttemptException(facts.endOf(call, call.attempts()));
  }

  /** The failure of a call for an access token, as seen by the call that was not sent for it. */
  public AttemptException causedByMissingToken() {
    Leaf outer =
        (call, references) ->
            facts.leaf.of(call.failedOperation(Operation.CREATE_ACCESS_TOKEN), List.of());
    return new AttemptException(
        new Facts(
            RequestOutcome.NOT_SENT,
            facts.status,
            facts.answer,
            facts.verdict,
            true,
            facts.attempts,
            outer));
  }

  RequestOutcome requestOutcome() {
    return facts.requestOutcome;
  }

  public Verdict verdict() {
    return facts.verdict;
  }

  /**
   * Whether the service should be left alone for a while: it fails, or says that it is too much.
   */
  public boolean requestsBackoff() {
    return facts.verdict == Verdict.AGAINST_SERVICE
        || (facts.verdict == Verdict.FOR_SERVICE && facts.status == 429);
  }

  /** Whether the service does not know what the request was about. */
  public boolean isNotFoundResponse() {
    return facts.status == 404 && facts.answer != null && facts.answer.json().isPresent();
  }

  public @Nullable Duration retryAfter() {
    return facts.answer == null ? null : facts.answer.retryAfter();
  }

  /** Whether the operation may be sent again: the table is in docs/failures.md. */
  boolean allowsRetry(Operation operation) {
    if (facts.last) {
      return false;
    }
    boolean notPerformed =
        facts.requestOutcome == RequestOutcome.NOT_SENT
            || facts.status == 429
            || (facts.status == 503 && retryAfter() != null);
    return notPerformed || (operation.isIdempotent() && facts.verdict == Verdict.AGAINST_SERVICE);
  }

  /** This failure, when its thread was interrupted before it could be repeated. */
  AttemptException interrupted() {
    Leaf leaf = Failures.interruptedLeaf();
    return new AttemptException(
        new Facts(
            facts.requestOutcome,
            facts.status,
            facts.answer,
            Verdict.NEITHER,
            true,
            facts.attempts,
            leaf));
  }

  BankHubException toException(CallContext call, List<Reference> references) {
    int tries = facts.attempts == null ? call.attempts() : facts.attempts;
    Facts end = facts.endOf(call, tries);
    CallDetails failed =
        switch (end.requestOutcome) {
          case NOT_SENT -> CallDetails.notSent(call.operation());
          case REJECTED -> CallDetails.rejected(call.operation(), end.status);
          case UNKNOWN -> CallDetails.unknown(call.operation());
        };
    if (end.status != 0) {
      failed = failed.withHttpStatus(end.status);
    }
    String excerpt = end.answer == null ? "" : end.answer.excerpt();
    failed = excerpt.isBlank() ? failed : failed.withExcerpt(excerpt);
    return end.leaf.of(failed.after(tries, call.elapsed()), references);
  }

  /**
   * What is known.
   *
   * @param attempts how many a call for an access token has made; null if it is no such failure,
   *     and the attempts are those of the call
   */
  private record Facts(
      RequestOutcome requestOutcome,
      int status,
      @Nullable BufferedResponse answer,
      Verdict verdict,
      boolean last,
      @Nullable Integer attempts,
      Leaf leaf) {

    Facts {
      Objects.requireNonNull(leaf);
    }

    Facts as(Verdict other) {
      return new Facts(requestOutcome, status, answer, other, last, attempts, leaf);
    }

    /**
     * These; with what became of an earlier attempt, if this one was not sent, or was refused where
     * the earlier one may have changed something.
     */
    Facts endOf(CallContext call, int tries) {
      AttemptException earlier = call.earlier();
      boolean toldHere =
          requestOutcome != RequestOutcome.NOT_SENT
              && !(call.operation() == Operation.REVOKE_LINK_TOKEN && call.mayBePerformed());
      if (toldHere || earlier == null) {
        return last(tries);
      }
      int known = status == 0 ? earlier.facts.status : status;
      return new Facts(earlier.requestOutcome(), known, answer, verdict, true, tries, leaf);
    }

    Facts last(@Nullable Integer tries) {
      return new Facts(requestOutcome, status, answer, verdict, true, tries, leaf);
    }
  }

  /** What a failure tells of the service. */
  public enum Verdict {
    /** It fails. */
    AGAINST_SERVICE,
    /** It is there, and does not fail. */
    FOR_SERVICE,
    /** Nothing, or nothing that was not counted before. */
    NEITHER
  }

  /** Makes the caller's exception from the facts of the call and what its request referred to. */
  @FunctionalInterface
  interface Leaf {
    BankHubException of(CallDetails call, List<Reference> references);
  }
}
