package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.text.PrintableText;

/**
 * A value that is not valid for its field, detected before anything was sent.
 *
 * <p>The message names the field as SePay spells it, shows the value unless it is a secret, and
 * describes the expected value.
 */
public final class InvalidFieldException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * Creates the exception.
   *
   * @param field the field, spelled as in SePay's documentation
   * @param problem what is wrong with the value; contains no secret
   * @param expected the expected value
   */
  public InvalidFieldException(String field, String problem, String expected) {
    super(PrintableText.of(field + " " + problem + "; expected " + expected));
    this.field = PrintableText.of(field);
  }

  /**
   * {@return the invalid field, spelled as in SePay's documentation, such as {@code company_xid}}
   */
  public String field() {
    return field;
  }
}
