package io.github.bankhub.domain.port;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyCounter;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Companies of the merchant.
 *
 * <p><b>What it does.</b> Lists the companies, gets one, creates one, changes one, and counts its
 * transactions. Source: page "List companies".
 *
 * <p><b>Threads, failures, retries.</b> As in {@link BankAccounts}. A creation is retried only if
 * the first request was not performed; a change is retried after any transient failure.
 */
@FunctionalInterface
public interface Companies {

  /** {@return the hub that this port calls} */
  BankHub hub();

  /**
   * Lists one page of companies, newest first unless the query has another order.
   *
   * @param query the filters and the page
   * @return the page, without companies if there are none
   * @throws io.github.bankhub.domain.failure.BankHubException for every failure; a failure is never
   *     an empty page
   */
  default Page<Company> list(CompanyQuery query) {
    Objects.requireNonNull(query, "query");
    return EchoCheck.call(hub()::call, Operation.LIST_COMPANIES, query.fields(), query::readPage);
  }

  /**
   * Gets one company with its configuration. Source: page "Company detail".
   *
   * @param xid the company's id
   * @return the company
   * @throws io.github.bankhub.domain.failure.NotFoundException if the company does not exist or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default CompanyDetails get(CompanyXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    return EchoCheck.call(
        hub()::call, Operation.GET_COMPANY, Map.of("xid", value), CompanyDetails::of);
  }

  /**
   * Streams all companies, from the query's page to the last, as {@link BankAccounts#all} does.
   *
   * @param query the filters and the first page
   * @return a stream for one use by one thread; it needs no closing
   */
  default Stream<Company> all(CompanyQuery query) {
    return Page.streamAll(query, this::list, Company::xid);
  }

  /**
   * Creates a company. Source: page "Create company".
   *
   * <p>SePay has no idempotency key. If a failure's {@linkplain
   * io.github.bankhub.domain.failure.BankHubException#requestOutcome() requestOutcome} is {@code
   * UNKNOWN}, the company may exist: look for its name in {@link #list} before you create it again.
   *
   * <p>A new company may get no IPN: SePay sends them only if the company is active and its {@code
   * transaction_amount} is not 0, and does not document the first amount. {@link
   * CompanyChange#unlimitedTransactions()} sets it.
   *
   * @param company the name and the status
   * @return the id of the new company
   * @throws io.github.bankhub.domain.failure.InvalidRequestException if SePay rejects a field, or
   *     the merchant has a company with this name
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default CompanyXid create(NewCompany company) {
    Map<String, Object> fields = Objects.requireNonNull(company, "company").fields();
    return EchoCheck.call(
        hub()::call,
        Operation.CREATE_COMPANY,
        fields,
        (response, zone) -> JsonFields.of(response, zone).required("xid", CompanyXid::new));
  }

  /**
   * Creates an active company that gets IPNs: {@link #create}, then {@link #edit} with {@link
   * CompanyChange#unlimitedTransactions()}.
   *
   * <p>If the second call fails, the company exists, and gets no IPN. The failure's {@linkplain
   * io.github.bankhub.domain.failure.BankHubException#call() operation} is then {@code
   * EDIT_COMPANY}. Do not create the company again: {@link #edit} the one whose id you received.
   *
   * @param fullName the name, as in {@link NewCompany}
   * @param whenCreated receives the id as soon as the company exists, before the second call; store
   *     it there. If it throws an exception, the second call is not made
   * @return the id of the new company
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the name is not valid
   * @throws io.github.bankhub.domain.failure.BankHubException if one of the calls fails
   */
  default CompanyXid createForIpn(String fullName, Consumer<CompanyXid> whenCreated) {
    Objects.requireNonNull(whenCreated, "whenCreated");
    CompanyXid created = create(NewCompany.active(fullName));
    whenCreated.accept(created);
    edit(created, CompanyChange.unlimitedTransactions());
    return created;
  }

  /**
   * Changes some fields of a company. The others stay as they are. Source: page "Edit company".
   *
   * @param xid the company's id
   * @param change the fields to change
   * @throws io.github.bankhub.domain.failure.NotFoundException if the company does not exist or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.InvalidRequestException if SePay rejects a field, or
   *     another company of the merchant has the new name
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default void edit(CompanyXid xid, CompanyChange change) {
    Map<String, Object> fields = new HashMap<>(Objects.requireNonNull(change, "change").fields());
    fields.put("xid", Objects.requireNonNull(xid, "xid").value());
    EchoCheck.call(hub()::call, Operation.EDIT_COMPANY, fields, Companies::requireConfirmation);
  }

  /**
   * Counts the transactions of a company, on each day that has some. Source: page "Company
   * counter".
   *
   * @param xid the company's id
   * @return the counts of the days, and their total
   * @throws io.github.bankhub.domain.failure.NotFoundException if the company does not exist or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default CompanyCounter counter(CompanyXid xid) {
    return counter(Map.of("xid", Objects.requireNonNull(xid, "xid").value()));
  }

  /**
   * Counts the transactions of a company on one day.
   *
   * @param xid the company's id
   * @param date the day; SePay documents no zone, so Vietnam's day is assumed
   * @return the counts of this day, without a day if it has no transactions
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the date is not in the years
   *     1 to 9999
   * @throws io.github.bankhub.domain.failure.BankHubException as {@link #counter(CompanyXid)}
   */
  default CompanyCounter counter(CompanyXid xid, LocalDate date) {
    String value = Objects.requireNonNull(xid, "xid").value();
    return counter(Map.of("xid", value, "date", Check.requireDate("date", date)));
  }

  private CompanyCounter counter(Map<String, String> fields) {
    return EchoCheck.call(hub()::call, Operation.GET_COMPANY_COUNTER, fields, CompanyCounter::of);
  }

  /** SePay confirms with a code and a message, and may add the company. */
  private static boolean requireConfirmation(
      Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    JsonFields fields = JsonFields.of(response, zone);
    if (Stream.of("message", "code", "xid").allMatch(name -> fields.text(name).isEmpty())) {
      throw JsonFields.missing("message");
    }
    return true;
  }
}
