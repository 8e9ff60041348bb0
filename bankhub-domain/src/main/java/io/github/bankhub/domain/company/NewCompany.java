package io.github.bankhub.domain.company;

import io.github.bankhub.domain.internal.Check;
import java.util.Map;

/**
 * A company to create. Immutable. Printing it omits the name. Source: page "Create company".
 *
 * @param fullName the name, {@code full_name}, with at most 200 characters; no two companies of a
 *     merchant have the same
 * @param status the status, {@code status}; SePay documents {@code Active} and {@code Pending}
 */
public record NewCompany(String fullName, Company.Status status) {

  private static final int MAX_FULL_NAME = 200;

  /**
   * Checks the fields.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if a value is null, or if the
   *     name is blank, has more than 200 characters or contains a control character
   */
  public NewCompany {
    requireFullName(fullName);
    Check.requirePresent("status", status, "a status such as Active");
  }

  /**
   * {@return a company that is active from the start, which SePay recommends}
   *
   * @param fullName the name
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the name is not as described
   */
  public static NewCompany active(String fullName) {
    return new NewCompany(fullName, Company.Status.ACTIVE);
  }

  /** {@return the fields of the request, as JSON values; unmodifiable} */
  public Map<String, Object> fields() {
    return Map.of("full_name", fullName, "status", status.value());
  }

  static String requireFullName(String fullName) {
    return Check.requireText(
        "full_name", fullName, MAX_FULL_NAME, "the company's name, with at most 200 characters");
  }

  /** {@return the status} */
  @Override
  public String toString() {
    return "NewCompany[status " + status + "]";
  }
}
