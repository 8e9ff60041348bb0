package io.github.bankhub.domain.failure;

/** Bank Hub, or something that answered in its place, said what cannot be understood. */
public final class MalformedResponseException extends BankHubException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param call the facts of the call
   * @param problem what is wrong with the answer; holds no secret
   */
  public MalformedResponseException(CallDetails call, String problem) {
    super("Unreadable answer: " + problem, call);
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
