package io.github.bankhub.domain.company;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiRequest;
import java.util.Map;

/**
 * A company to create. Immutable. Printing it omits the name. Source: page "Create company".
 *
 * <pre>{@code
 * CompanyXid company = hub.companies().create(NewCompany.active("CONG TY TNHH ABC"));
 * }</pre>
 */
public final class NewCompany extends ApiRequest<Object> {

  private static final int MAX_FULL_NAME = 200;

  /**
   * Creates it.
   *
   * @param fullName the name, {@code full_name}, with at most 200 characters; no two companies of a
   *     merchant have the same
   * @param status the status, {@code status}; SePay documents {@code Active} and {@code Pending}
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if a value is null, or if the
   *     name is blank, has more than 200 characters or contains a control character
   */
  public NewCompany(String fullName, Company.Status status) {
    super(
        Map.of(
            "full_name",
            requireFullName(fullName),
            "status",
            Check.requirePresent("status", status, "a status such as Active").value()));
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

  /** {@return the name, {@code full_name}} */
  public String fullName() {
    return (String) required("full_name");
  }

  /** {@return the status, {@code status}} */
  public Company.Status status() {
    return new Company.Status((String) required("status"));
  }

  static String requireFullName(String fullName) {
    return Check.requireText(
        "full_name", fullName, MAX_FULL_NAME, "the company's name, with at most 200 characters");
  }

  /** {@return the status} */
  @Override
  public String toString() {
    return "NewCompany[status " + status() + "]";
  }
}
