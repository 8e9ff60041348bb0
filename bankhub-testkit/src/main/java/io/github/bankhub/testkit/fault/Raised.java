package io.github.bankhub.testkit.fault;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedAtEdgeException;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.failure.UnreadableAnswerException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a client makes of a fault. Immutable. */
public final class Raised {

  private static final int NONE = 0;

  private final @Nullable Class<? extends BankHubException> failure;
  private final @Nullable Reason reason;
  private final Delivery delivery;
  private final int status;
  private final boolean saysWhen;

  private Raised(
      @Nullable Class<? extends BankHubException> failure,
      @Nullable Reason reason,
      Delivery delivery,
      int status,
      boolean saysWhen) {
    this.failure = failure;
    this.reason = reason;
    this.delivery = delivery;
    this.status = status;
    this.saysWhen = saysWhen;
  }

  static Raised nothing() {
    return new Raised(null, null, Delivery.UNKNOWN, 201, false);
  }

  static Raised notConnected() {
    return new Raised(UnavailableException.class, Reason.CONNECT, Delivery.NOT_SENT, NONE, false);
  }

  static Raised lost(Reason reason) {
    return new Raised(UnavailableException.class, reason, Delivery.UNKNOWN, NONE, false);
  }

  static Raised lostBody(Reason reason) {
    return new Raised(UnavailableException.class, reason, Delivery.UNKNOWN, 201, false);
  }

  static Raised answered(int status, Reason reason) {
    return new Raised(UnavailableException.class, reason, Delivery.UNKNOWN, status, false);
  }

  static Raised busy() {
    return new Raised(
        UnavailableException.class, Reason.SERVER_ERROR, Delivery.REJECTED, 503, true);
  }

  static Raised rateLimited(boolean saysWhen) {
    return new Raised(RateLimitedException.class, null, Delivery.REJECTED, 429, saysWhen);
  }

  static Raised unreadable() {
    return unreadable(NONE);
  }

  static Raised unreadable(int status) {
    return new Raised(UnreadableAnswerException.class, null, Delivery.UNKNOWN, status, false);
  }

  static Raised invalid(int status) {
    return rejected(InvalidRequestException.class, status);
  }

  static Raised accessDenied(int status) {
    return rejected(AccessDeniedException.class, status);
  }

  static Raised notFound(int status) {
    return rejected(NotFoundException.class, status);
  }

  static Raised blocked(int status) {
    return rejected(BlockedAtEdgeException.class, status);
  }

  private static Raised rejected(Class<? extends BankHubException> failure, int status) {
    return new Raised(failure, null, Delivery.REJECTED, status, false);
  }

  /**
   * The failure.
   *
   * @return its class; empty if the call succeeds all the same
   */
  public Optional<Class<? extends BankHubException>> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * The reason, where the failure is {@link UnavailableException}.
   *
   * @return why Bank Hub is not available; empty for every other failure
   */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * What the failure says of the request.
   *
   * @return the delivery
   */
  public Delivery delivery() {
    return delivery;
  }

  /**
   * The status that the failure shows.
   *
   * @return the HTTP status; empty if none was seen
   */
  public OptionalInt httpStatus() {
    return status == NONE ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /**
   * Tells whether the answer says how long to wait.
   *
   * @return true if there is a {@code Retry-After}
   */
  public boolean saysWhen() {
    return saysWhen;
  }

  /**
   * Tells whether a client sends the request again by itself: see {@code docs/failures.md}.
   *
   * @param operation the call
   * @return true if it may be repeated after this failure
   */
  public boolean isRepeated(Operation operation) {
    boolean notPerformed =
        delivery == Delivery.NOT_SENT || status == 429 || (status == 503 && saysWhen);
    return switch (operation) {
      case CREATE_LINK_TOKEN -> notPerformed;
      case CREATE_ACCESS_TOKEN,
          GET_LINK_TOKEN,
          REVOKE_LINK_TOKEN,
          LIST_BANK_ACCOUNTS,
          GET_BANK_ACCOUNT ->
          notPerformed || failure == UnavailableException.class;
    };
  }
}
