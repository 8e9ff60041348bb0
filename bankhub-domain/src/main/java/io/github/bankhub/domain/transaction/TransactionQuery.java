package io.github.bankhub.domain.transaction;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.paging.ListQuery;
import java.time.LocalDate;
import java.util.Map;

/**
 * A query for transactions. Immutable. The dates are those of Vietnam, which is assumed. Source:
 * page "List transactions".
 *
 * <pre>{@code
 * TransactionQuery query =
 *     TransactionQuery.ALL.ofBankAccount(account).from(LocalDate.of(2026, 1, 1)).withPerPage(100);
 * }</pre>
 */
public final class TransactionQuery extends ListQuery<TransactionQuery, Transaction> {

  /** All transactions of the merchant: the first page, 20 transactions per page. */
  public static final TransactionQuery ALL = new TransactionQuery(FIRST_PAGE);

  private static final String START = "start_transaction_date";
  private static final String END = "end_transaction_date";

  private TransactionQuery(Map<String, String> fields) {
    super(fields, TransactionQuery::new, Transaction::of);
  }

  /**
   * Filters by company.
   *
   * @throws InvalidFieldException if it is null
   */
  public TransactionQuery ofCompany(CompanyXid company) {
    return with(
        "company_xid", company, CompanyXid::value, "the company whose transactions to list");
  }

  /**
   * Filters by bank account.
   *
   * @throws InvalidFieldException if it is null
   */
  public TransactionQuery ofBankAccount(BankAccountXid account) {
    return with(
        "bank_account_xid",
        account,
        BankAccountXid::value,
        "the bank account whose transactions to list");
  }

  /**
   * Filters by bank.
   *
   * @param bank the bank as SePay writes it, such as {@code MBBank}
   * @throws InvalidFieldException if it is null
   */
  public TransactionQuery atBank(BrandName bank) {
    return with("brand_name", bank, BrandName::value, "a bank such as MBBank");
  }

  /**
   * Filters by one day.
   *
   * @throws InvalidFieldException if it is null or not in the years 1 to 9999
   */
  public TransactionQuery on(LocalDate date) {
    return withDate("transaction_date", date);
  }

  /**
   * Filters by the first day.
   *
   * @throws InvalidFieldException if it is null, not in the years 1 to 9999, or after the last day
   *     of this query
   */
  public TransactionQuery from(LocalDate first) {
    return withDate(START, first).checked(START);
  }

  /**
   * Filters by the last day, which is included. This is assumed.
   *
   * @throws InvalidFieldException if it is null, not in the years 1 to 9999, or before the first
   *     day of this query
   */
  public TransactionQuery until(LocalDate last) {
    return withDate(END, last).checked(END);
  }

  /**
   * Filters by direction.
   *
   * @throws InvalidFieldException if it is null
   */
  public TransactionQuery withDirection(TransferDirection direction) {
    return with("transfer_type", direction, TransferDirection::inOrOut, "a direction");
  }

  /** Filters by whether SePay delivered the IPN of the transaction. */
  public TransactionQuery withWebhookDelivered(boolean isDelivered) {
    return with("webhook_success", isDelivered ? "1" : "0", "0 or 1");
  }

  private TransactionQuery withDate(String field, LocalDate date) {
    return with(field, Check.requireDate(field, date), Check.DATE);
  }

  /** Compares texts: each date has four digits for the year. */
  private TransactionQuery checked(String changed) {
    field(START)
        .filter(start -> field(END).filter(end -> start.compareTo(end) > 0).isPresent())
        .ifPresent(
            start -> {
              throw new InvalidFieldException(
                  changed,
                  "makes the range " + start + " to " + field(END).orElse(""),
                  "a first day that is not after the last day");
            });
    return this;
  }
}
