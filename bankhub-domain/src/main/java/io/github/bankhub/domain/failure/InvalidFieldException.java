package io.github.bankhub.domain.failure;

/**
 * A value that cannot be what its field asks for, found before anything was sent.
 *
 * <p>The message names the field as SePay spells it, shows the value unless it is a secret, and
 * says what would be right.
 */
public final class InvalidFieldException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * Creates the exception.
   *
   * @param field the field, spelt as in SePay's documentation
   * @param problem what is wrong with the value; holds no secret
   * @param expected what would be right
   */
  public InvalidFieldException(String field, String problem, String expected) {
    super(field + " " + problem + "; expected " + expected);
    this.field = field;
  }

  /**
   * The field at fault, spelt as in SePay's documentation, such as {@code company_xid}.
   *
   * @return the field's name
   */
  public String field() {
    return field;
  }
}
