package io.github.bankhub.feign.webhook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A received request that a reader rejects.
 *
 * <p>Its message is in English, and shows no secret and no text of the body. It has no cause.
 */
public final class WebhookRejectedException extends RuntimeException {

  /** The reason for a rejection. */
  public enum Reason {
    /** The secret is missing, repeated or wrong. The message does not say which. */
    NOT_AUTHENTICATED,
    /** It is a message for another reader, or for none. The message says which. */
    WRONG_MESSAGE_TYPE,
    /** The body is too large. */
    TOO_LARGE,
    /** The body is not a JSON object, is nested too deeply, or has a field twice. */
    NOT_JSON,
    /** A required field is missing or cannot be read. */
    UNUSABLE_FIELD
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final boolean authenticated;
  private final @Nullable String field;

  WebhookRejectedException(
      Reason reason, boolean authenticated, String message, @Nullable String field) {
    super(message);
    this.reason = reason;
    this.authenticated = authenticated;
    this.field = field;
  }

  /** {@return the reason for the rejection} */
  public Reason reason() {
    return reason;
  }

  /**
   * {@return the invalid field's name in SePay's documentation, for {@link Reason#UNUSABLE_FIELD}}
   */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** {@return true if the request carried the right secret, so that it comes from SePay} */
  public boolean isAuthenticated() {
    return authenticated;
  }

  /**
   * The HTTP status of the response. SePay does not retry after an error status. So store the raw
   * body of an authenticated request that cannot be read, and then accept it.
   *
   * @return 401 without the right secret; else 200, to send once the raw body is stored
   */
  public int status() {
    return authenticated ? 200 : 401;
  }
}
