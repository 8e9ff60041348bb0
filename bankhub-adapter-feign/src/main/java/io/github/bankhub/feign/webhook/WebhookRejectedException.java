package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A received request that is not what the reader reads.
 *
 * <p>Messages are in English and show neither a secret nor anything of the body. There is no cause.
 */
public final class WebhookRejectedException extends RuntimeException {

  /** Why a request was refused. */
  public enum Reason {
    /** The secret is missing, there twice, or wrong; which of these is not told. */
    NOT_AUTHENTICATED,
    /** It belongs to another reader, or to none: the message says what it is. */
    WRONG_MESSAGE_TYPE,
    /** The body is larger than a reader reads. */
    TOO_LARGE,
    /** The body is no JSON object, or one that is nested too deeply. */
    NOT_JSON,
    /** A field that nothing can be done without is missing or cannot be read. */
    UNUSABLE_FIELD
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final boolean authenticated;
  private final @Nullable String field;

  private WebhookRejectedException(
      Reason reason, boolean authenticated, String message, @Nullable String field) {
    super(message);
    this.reason = reason;
    this.authenticated = authenticated;
    this.field = field;
  }

  static WebhookRejectedException notAuthenticated(String header) {
    return new WebhookRejectedException(
        Reason.NOT_AUTHENTICATED, false, header + " is missing, there twice, or wrong", null);
  }

  static WebhookRejectedException headersOf(MessageType stream) {
    return new WebhookRejectedException(
        Reason.WRONG_MESSAGE_TYPE, false, "The headers are those of " + stream.hint(), null);
  }

  static WebhookRejectedException bodyOf(MessageType stream) {
    return new WebhookRejectedException(
        Reason.WRONG_MESSAGE_TYPE, true, "The body is that of " + stream.hint(), null);
  }

  static WebhookRejectedException tooLarge(int limit) {
    return new WebhookRejectedException(
        Reason.TOO_LARGE, true, "The body is larger than " + limit + " bytes", null);
  }

  static WebhookRejectedException notJson() {
    return new WebhookRejectedException(
        Reason.NOT_JSON, true, "The body is no JSON object, or is nested too deeply", null);
  }

  static WebhookRejectedException unusable(InvalidFieldException refusal) {
    return new WebhookRejectedException(
        Reason.UNUSABLE_FIELD,
        true,
        refusal.field() + " is missing or cannot be read",
        refusal.field());
  }

  /**
   * Why it was refused.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  /**
   * The field at fault, spelt as in SePay's documentation.
   *
   * @return its name, if the reason is {@link Reason#UNUSABLE_FIELD}
   */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /**
   * Tells whether the request carried the right secret, so that it comes from SePay.
   *
   * @return true if the secret was right
   */
  public boolean isAuthenticated() {
    return authenticated;
  }

  /**
   * The HTTP status to answer with. SePay does not repeat what was answered with an error, so what
   * comes from SePay and cannot be read is to be kept as it came, and then accepted.
   *
   * @return 401 if the request did not carry the right secret; else 200, once the raw body is kept
   */
  public int status() {
    return authenticated ? 200 : 401;
  }
}
