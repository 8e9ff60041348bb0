package io.github.bankhub.testkit.journal;

/**
 * The style of error responses. SePay documents one, and its sandbox has been seen to use another.
 */
public enum ErrorStyle {
  /**
   * As seen on the sandbox: status 400 for invalid fields and for unknown companies and accounts,
   * with one message for each field at fault.
   */
  OBSERVED,
  /** As documented: 400 for invalid fields, 404 for what does not exist; no field is named. */
  DOCUMENTED
}
