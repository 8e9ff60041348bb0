package io.github.bankhub.domain.port;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.paging.Page;
import java.util.stream.Stream;

/**
 * Bank accounts.
 *
 * <p><b>Does.</b> Tells which accounts are linked, and all about one of them. Sources: pages "List
 * bank accounts" and "Bank account detail".
 *
 * <p><b>Threads.</b> Safe for any number of threads. A call blocks until there is an answer or a
 * failure.
 *
 * <p><b>Failures.</b> Every failure is a {@link io.github.bankhub.domain.failure.BankHubException},
 * as of {@link LinkTokens#create}.
 *
 * <p><b>Repeating.</b> Nothing is changed, so a call is repeated after any failure that can pass.
 */
public interface BankAccounts {

  /**
   * Lists one page of accounts, newest first. An unlinked account is on no page.
   *
   * @param query which accounts, and which page of them
   * @return the page, without accounts if there are none
   * @throws io.github.bankhub.domain.failure.BankHubException if it cannot be had; never an empty
   *     page instead
   */
  Page<BankAccount> list(BankAccountQuery query);

  /**
   * Tells all about one account, such as what {@code BANK_ACCOUNT_LINKED} leaves out: holder and
   * company.
   *
   * @param xid the account's id
   * @return the account
   * @throws io.github.bankhub.domain.failure.NotFoundException if the account does not exist, or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  BankAccountDetails get(BankAccountXid xid);

  /**
   * Goes through all accounts, from the query's page to the last. A page is asked for only when the
   * one before it is used up, on the thread that uses it; a failure comes out there.
   *
   * <p>The pages are not of one moment: an account that is linked meanwhile moves the others on, so
   * that one can come twice, and one that is unlinked moves them back, so that one can be missed. A
   * page with the accounts of the page before it ends the stream, and they are not given again.
   *
   * @param query which accounts, and the first page of them
   * @return a stream that can be used once, by one thread; it needs no closing
   */
  default Stream<BankAccount> all(BankAccountQuery query) {
    return Page.streamAll(query, this::list, BankAccountQuery::nextPage, BankAccount::xid);
  }
}
