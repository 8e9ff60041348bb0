package io.github.bankhub.domain.failure;

/** The response of Bank Hub, or of a proxy in front of it, is unreadable. */
public final class MalformedResponseException extends BankHubException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param problem what is wrong with the response; contains no secret
   */
  public MalformedResponseException(CallDetails call, String problem) {
    super("Malformed response: " + problem, call);
  }
}
