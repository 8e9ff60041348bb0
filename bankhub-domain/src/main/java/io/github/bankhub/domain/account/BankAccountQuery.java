package io.github.bankhub.domain.account;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.paging.ListQuery;
import java.util.Map;
import java.util.Optional;

/**
 * A query for bank accounts. Immutable. Source: page "List bank accounts".
 *
 * <pre>{@code
 * BankAccountQuery query = BankAccountQuery.ALL.ofCompany(company).withPerPage(100);
 * }</pre>
 */
public final class BankAccountQuery extends ListQuery<BankAccountQuery, BankAccount> {

  /** All accounts of the merchant: the first page, 20 accounts per page. */
  public static final BankAccountQuery ALL = new BankAccountQuery(FIRST_PAGE);

  private BankAccountQuery(Map<String, String> fields) {
    super(fields, BankAccountQuery::new, BankAccount::of);
  }

  /**
   * Filters by company.
   *
   * @throws InvalidFieldException if it is null
   */
  public BankAccountQuery ofCompany(CompanyXid company) {
    return with("company_xid", company, CompanyXid::value, "the company whose accounts to list");
  }

  /**
   * Filters by bank.
   *
   * @param bankId the bank's code; SePay lists no values
   * @throws InvalidFieldException if it is null or blank or contains a control character
   */
  public BankAccountQuery atBank(String bankId) {
    return with("bank_id", bankId, "a bank's code");
  }

  /** {@return the company, {@code company_xid}, if set} */
  public Optional<CompanyXid> company() {
    return field("company_xid").map(CompanyXid::new);
  }

  /** {@return the bank's code, {@code bank_id}, if set} */
  public Optional<String> bankId() {
    return field("bank_id");
  }
}
