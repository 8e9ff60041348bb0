package io.github.bankhub.domain.port;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.paging.Page;
import java.util.stream.Stream;

/**
 * The companies of the merchant. Sources: pages "List companies" and "Company detail".
 *
 * <p>Thread-safe. A call blocks until there is a response or a failure. Every failure is a {@link
 * io.github.bankhub.domain.failure.BankHubException}, as for {@link LinkTokens#create}. No method
 * changes anything, so a call is retried after every failure that is transient.
 */
public interface Companies {

  /**
   * Lists one page of companies, the newest first unless the query has another order.
   *
   * @param query which companies, and which page
   * @return the page; without companies if there are none
   * @throws io.github.bankhub.domain.failure.BankHubException if the list is not available; a
   *     failure never becomes an empty page
   */
  Page<Company> list(CompanyQuery query);

  /**
   * Gets one company with its configuration.
   *
   * @param xid the id of the company
   * @return the company
   * @throws io.github.bankhub.domain.failure.NotFoundException if the company does not exist, or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  CompanyDetails get(CompanyXid xid);

  /**
   * Returns all companies, from the query's page to the last. It requests a page only when the page
   * before it is used up, on the thread that uses the stream. A failure is thrown there.
   *
   * <p>A company that is created meanwhile moves the others to later pages, so one can come twice.
   *
   * @param query which companies, and the first page
   * @return a stream for one use by one thread; it needs no closing
   */
  default Stream<Company> all(CompanyQuery query) {
    return Page.streamAll(query, this::list, CompanyQuery::nextPage, Company::xid);
  }
}
