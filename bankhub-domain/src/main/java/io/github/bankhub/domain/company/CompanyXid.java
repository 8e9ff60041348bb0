package io.github.bankhub.domain.company;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of a company in Bank Hub: {@code company_xid}.
 *
 * <p>Opaque: SePay's samples look like UUIDs, but real ids can differ. Immutable, case-sensitive
 * and safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record CompanyXid(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; names the field {@code company_xid}
   */
  public CompanyXid {
    Check.requireText("company_xid", value, "the company's XID as SePay issued it");
  }

  @Override
  public String toString() {
    return value;
  }
}
