package io.github.bankhub.domain.company;

import io.github.bankhub.domain.internal.Check;

/**
 * The status of a company: {@code status}. Immutable.
 *
 * <p>SePay's page "List companies" shows the constants. Any other value is kept as it is.
 *
 * @param value the status as SePay wrote it
 */
public record CompanyStatus(String value) {

  /** The company can link bank accounts. */
  public static final CompanyStatus ACTIVE = new CompanyStatus("Active");

  /** The company is not active yet. */
  public static final CompanyStatus PENDING = new CompanyStatus("Pending");

  /**
   * Checks the status.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public CompanyStatus {
    Check.requireText("status", value, "a status such as Active");
  }

  /** {@return the status} */
  @Override
  public String toString() {
    return value;
  }
}
