package io.github.bankhub.domain.failure;

/** Bank Hub refuses the client: the credentials or the access token made from them. */
public final class AccessDeniedException extends BankHubException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param call the facts of the call
   * @param reason what was refused; holds no secret
   */
  public AccessDeniedException(CallDetails call, String reason) {
    super("Access denied: " + reason, call);
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
