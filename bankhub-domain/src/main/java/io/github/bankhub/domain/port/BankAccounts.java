package io.github.bankhub.domain.port;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bank accounts.
 *
 * <p><b>What it does.</b> Lists the linked accounts, and gets the details of one. Sources: pages
 * "List bank accounts" and "Bank account detail".
 *
 * <p><b>Threads.</b> Safe for any number of threads. A call blocks until there is a response or a
 * failure.
 *
 * <p><b>Failures.</b> Every failure is a {@link io.github.bankhub.domain.failure.BankHubException},
 * as in {@link LinkTokens#create}.
 *
 * <p><b>Retries.</b> Calls change nothing, so they are retried after any transient failure.
 */
@FunctionalInterface
public interface BankAccounts {

  /** {@return the hub that this port calls} */
  BankHub hub();

  /**
   * Lists one page of accounts, newest first. Unlinked accounts are not listed.
   *
   * @param query the filters and the page
   * @return the page, without accounts if there are none
   * @throws io.github.bankhub.domain.failure.BankHubException for every failure; a failure is never
   *     an empty page
   */
  default Page<BankAccount> list(BankAccountQuery query) {
    Objects.requireNonNull(query, "query");
    return EchoCheck.call(
        hub()::call, Operation.LIST_BANK_ACCOUNTS, query.fields(), query::readPage);
  }

  /**
   * Gets the details of one account, such as the holder and the company that {@code
   * BANK_ACCOUNT_LINKED} omits.
   *
   * @param xid the account's id
   * @return the account
   * @throws io.github.bankhub.domain.failure.NotFoundException if the account does not exist or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default BankAccountDetails get(BankAccountXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    return EchoCheck.call(
        hub()::call, Operation.GET_BANK_ACCOUNT, Map.of("xid", value), BankAccountDetails::of);
  }

  /**
   * Gets the details of the account of an event. Fields that SePay's response lacks, such as {@code
   * account_type}, are taken from the event.
   *
   * @param event an event that names an account, such as {@code BANK_ACCOUNT_LINKED}
   * @return the account, with its holder and its company
   * @throws io.github.bankhub.domain.failure.NotFoundException if the account is no longer linked,
   *     or belongs to another merchant
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default BankAccountDetails complete(BankAccountEvent event) {
    String value = Objects.requireNonNull(event, "event").bankAccountXid().value();
    return EchoCheck.call(
        hub()::call,
        Operation.GET_BANK_ACCOUNT,
        Map.of("xid", value),
        (response, zone) -> BankAccountDetails.of(completed(response, event), zone));
  }

  private static Map<String, @Nullable Object> completed(
      Map<String, @Nullable Object> response, BankAccountEvent event) {
    Map<String, @Nullable Object> completed = new LinkedHashMap<>(response);
    for (String name : List.of("account_type", "brand_name", "account_number")) {
      if (String.valueOf(completed.getOrDefault(name, "")).isBlank()) {
        completed.put(name, event.metadata().get(name));
      }
    }
    return completed;
  }

  /**
   * Gets the company of an account. IPNs and events name only the account.
   *
   * @param xid the account's id
   * @return the company to which the account is linked
   * @throws io.github.bankhub.domain.failure.NotFoundException if the account does not exist or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.MalformedResponseException if SePay does not name the
   *     company
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default CompanyXid companyOf(BankAccountXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    return EchoCheck.call(
        hub()::call,
        Operation.GET_BANK_ACCOUNT,
        Map.of("xid", value),
        (response, zone) ->
            JsonFields.uncopied(response, zone).required("company_xid", CompanyXid::new));
  }

  /**
   * Streams all accounts, from the query's page to the last. It requests a page when the page
   * before it is consumed, on the consuming thread. A failure is thrown there.
   *
   * <p>The pages are not a snapshot. If an account is linked meanwhile, another one can appear
   * twice. If one is unlinked meanwhile, another one can be skipped. A page with the same accounts
   * as the page before ends the stream; they are not returned again.
   *
   * @param query the filters and the first page
   * @return a stream for one use by one thread; it needs no closing
   */
  default Stream<BankAccount> all(BankAccountQuery query) {
    return Page.streamAll(query, this::list, BankAccount::xid);
  }
}
