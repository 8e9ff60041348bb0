package io.github.bankhub.feign.webhook;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The response to a message from SePay, to be sent in your framework. Immutable. */
public final class InboundResponse {

  private static final int NONE = -1;

  private final int status;
  private final int secretIndex;
  private final @Nullable Throwable problem;

  private InboundResponse(int status, int secretIndex, @Nullable Throwable problem) {
    this.status = status;
    this.secretIndex = secretIndex;
    this.problem = problem;
  }

  static InboundResponse accepted(int secretIndex) {
    return new InboundResponse(200, secretIndex, null);
  }

  static InboundResponse rejected(WebhookRejectedException rejection) {
    return new InboundResponse(rejection.status(), NONE, rejection);
  }

  InboundResponse withProblem(Throwable value) {
    return new InboundResponse(status, secretIndex, value);
  }

  boolean isAccepted() {
    return status == 200;
  }

  /** {@return the HTTP status: 200, or 401 without the right secret} */
  public int status() {
    return status;
  }

  /** {@return the {@code Content-Type} of the body, {@code application/json}} */
  public String contentType() {
    return IpnReader.REPLY_TYPE;
  }

  /** {@return the body, JSON in ASCII} */
  public String body() {
    return isAccepted() ? IpnReader.REPLY : "{\"success\": false}";
  }

  /**
   * {@return the position of the secret in the request, in the list of your secrets, from 0; empty
   * if none is right} During a rotation, it says which secret SePay uses.
   */
  public OptionalInt secretIndex() {
    return secretIndex == NONE ? OptionalInt.empty() : OptionalInt.of(secretIndex);
  }

  /**
   * {@return why the message was not processed, for your log: a {@link WebhookRejectedException},
   * or what the handler or the deduplicator threw; empty if it was processed or is a duplicate}
   */
  public Optional<Throwable> problem() {
    return Optional.ofNullable(problem);
  }

  /** {@return the status, and the type of the problem} */
  @Override
  public String toString() {
    String cause = problem == null ? "" : ", " + problem.getClass().getSimpleName();
    return "InboundResponse[" + status + cause + "]";
  }
}
