package io.github.bankhub.domain.port;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Companies of the merchant.
 *
 * <p><b>What it does.</b> Lists the companies, and gets one. Source: page "List companies".
 *
 * <p><b>Threads, failures, retries.</b> As in {@link BankAccounts}.
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
}
