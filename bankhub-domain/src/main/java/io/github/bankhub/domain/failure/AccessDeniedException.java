package io.github.bankhub.domain.failure;

/** Bank Hub rejected the credentials, or the access token created from them. */
public final class AccessDeniedException extends BankHubException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param reason what was rejected; contains no secret
   */
  public AccessDeniedException(CallDetails call, String reason) {
    super("Access denied: " + reason, call);
  }
}
