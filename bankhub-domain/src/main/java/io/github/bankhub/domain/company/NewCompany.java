package io.github.bankhub.domain.company;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A company to create. Immutable. Printing it omits the name. Source: page "Create company".
 *
 * <pre>{@code
 * CompanyXid company = hub.companies().create(NewCompany.active("CONG TY TNHH ABC"));
 * }</pre>
 */
public final class NewCompany implements NoJsonForm {

  private static final int MAX_FULL_NAME = 200;

  // Transient, because printing does not show it either.
  private final transient String fullName;
  private final Company.Status status;

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
    this.fullName = requireFullName(fullName);
    this.status = Check.requirePresent("status", status, "a status such as Active");
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
    return fullName;
  }

  /** {@return the status, {@code status}} */
  public Company.Status status() {
    return status;
  }

  /** {@return the fields of the request, as JSON values; unmodifiable} */
  public Map<String, Object> fields() {
    return Map.of("full_name", fullName, "status", status.value());
  }

  static String requireFullName(String fullName) {
    return Check.requireText(
        "full_name", fullName, MAX_FULL_NAME, "the company's name, with at most 200 characters");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NewCompany that
        && fullName.equals(that.fullName)
        && status.equals(that.status);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fullName, status);
  }

  /** {@return the status} */
  @Override
  public String toString() {
    return "NewCompany[status " + status + "]";
  }
}
