package io.github.bankhub.feign;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.FailedCall;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that failed. Becomes a {@link BankHubException} when the whole call is over, because
 * only then its attempts and time are known.
 */
final class AttemptFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MORE = -1;

  private final transient Delivery delivery;
  private final transient @Nullable Answer answer;
  private final transient Leaf leaf;
  private final boolean faultOfService;
  private final int lastOf;

  private AttemptFailed(
      Delivery delivery, @Nullable Answer answer, boolean faultOfService, int lastOf, Leaf leaf) {
    super(null, null, false, false);
    this.delivery = delivery;
    this.answer = answer;
    this.faultOfService = faultOfService;
    this.lastOf = lastOf;
    this.leaf = leaf;
  }

  static AttemptFailed notSent(boolean faultOfService, Leaf leaf) {
    return new AttemptFailed(Delivery.NOT_SENT, null, faultOfService, MORE, leaf);
  }

  static AttemptFailed rejected(Answer answer, Leaf leaf) {
    return new AttemptFailed(Delivery.REJECTED, answer, false, MORE, leaf);
  }

  static AttemptFailed unknown(@Nullable Answer answer, boolean faultOfService, Leaf leaf) {
    return new AttemptFailed(Delivery.UNKNOWN, answer, faultOfService, MORE, leaf);
  }

  /** The same failure, held against the service. */
  AttemptFailed countedAgainstService() {
    return new AttemptFailed(delivery, answer, true, lastOf, leaf);
  }

  /** The same failure, which another call has held against the service already. */
  AttemptFailed notCountedAgain() {
    return new AttemptFailed(delivery, answer, false, lastOf, leaf);
  }

  /** The same failure, after so many attempts and never another one. */
  AttemptFailed asLastOf(int attempts) {
    return new AttemptFailed(delivery, answer, faultOfService, attempts, leaf);
  }

  /** The failure of a call for an access token, as seen by the call that was not sent for it. */
  AttemptFailed asNotSent() {
    return new AttemptFailed(Delivery.NOT_SENT, answer, faultOfService, lastOf, forWantOfToken());
  }

  /** The same, as seen by a call that was sent and refused for the token that it had. */
  AttemptFailed asRejectedBy(Answer refusal) {
    Answer last = answer == null ? refusal : answer;
    return new AttemptFailed(Delivery.REJECTED, last, faultOfService, lastOf, forWantOfToken());
  }

  private Leaf forWantOfToken() {
    return (call, references) -> leaf.of(call.failedAt(Operation.CREATE_ACCESS_TOKEN), List.of());
  }

  boolean isFaultOfService() {
    return faultOfService;
  }

  @Nullable Duration retryAfter() {
    return answer == null ? null : answer.retryAfter();
  }

  /** Whether the operation may be sent again: the table is in docs/failures.md. */
  boolean allowsRepeating(Operation operation) {
    if (lastOf != MORE) {
      return false;
    }
    boolean notPerformed =
        delivery == Delivery.NOT_SENT
            || isAnswered(429)
            || (isAnswered(503) && retryAfter() != null);
    return switch (operation) {
      case CREATE_LINK_TOKEN -> notPerformed;
      case CREATE_ACCESS_TOKEN -> notPerformed || faultOfService;
    };
  }

  BankHubException toException(
      Operation operation, List<Reference> references, int attempts, Duration elapsed) {
    FailedCall call =
        switch (delivery) {
          case NOT_SENT -> FailedCall.notSent(operation);
          case REJECTED -> FailedCall.rejected(operation, Objects.requireNonNull(answer).status());
          case UNKNOWN -> FailedCall.unknown(operation);
        };
    if (answer != null) {
      call = call.withHttpStatus(answer.status());
      call = answer.text().isBlank() ? call : call.withExcerpt(answer.text());
    }
    return leaf.of(call.after(lastOf > 0 ? lastOf : attempts, elapsed), references);
  }

  private boolean isAnswered(int status) {
    return answer != null && answer.status() == status;
  }

  /** Makes the caller's exception from the facts of the call and what its request referred to. */
  @FunctionalInterface
  interface Leaf {
    BankHubException of(FailedCall call, List<Reference> references);
  }
}
