package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.internal.PageMeta;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of bank accounts, newest first. Immutable.
 *
 * <p>SePay tells of further pages in two forms, and both are read: {@code has_more} decides, else
 * the number of pages, else whether this page is full. Source: page "List bank accounts".
 */
public final class BankAccountPage {

  private final BankAccountQuery query;
  private final List<BankAccount> accounts;
  private final @Nullable Long total;
  private final boolean hasNext;

  private BankAccountPage(BankAccountQuery query, JsonFields answer) {
    List<JsonFields> items = answer.objects("data");
    if (!(answer.values().get("data") instanceof Collection<?> all) || all.size() > items.size()) {
      throw JsonFields.missing("data");
    }
    PageMeta paging = PageMeta.of(answer);
    this.query = query;
    this.accounts = items.stream().map(BankAccount::new).toList();
    this.total = paging.total().orElse(null);
    this.hasNext =
        query.page() < Integer.MAX_VALUE
            && paging.hasNext(query.page(), query.perPage(), accounts.size());
  }

  /**
   * The page in an answer.
   *
   * @param query what was asked for
   * @param answer the fields of the JSON object: {@code data} and {@code meta}
   * @param zone the zone in which a time without one is read
   * @return the page
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code data} is no list of
   *     objects, or one of them has no {@code xid}: an account that was left out would look
   *     unlinked
   */
  public static BankAccountPage of(
      BankAccountQuery query, Map<String, ? extends @Nullable Object> answer, ZoneId zone) {
    return new BankAccountPage(query, JsonFields.of(answer, zone));
  }

  /**
   * The accounts.
   *
   * @return the accounts in SePay's order; unmodifiable
   */
  public List<BankAccount> accounts() {
    return accounts;
  }

  /**
   * How many accounts there are on all pages.
   *
   * @return {@code total}, if SePay sent a number
   */
  public OptionalLong total() {
    return total == null ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /**
   * Tells whether there is a page after this one.
   *
   * @return true if SePay says so, or says nothing and this page is full
   */
  public boolean hasNext() {
    return hasNext;
  }

  /**
   * The query for the page after this one.
   *
   * @return the same query with the next page; empty if there is none
   */
  public Optional<BankAccountQuery> next() {
    return hasNext ? Optional.of(query.withPage(query.page() + 1)) : Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BankAccountPage that
        && query.equals(that.query)
        && accounts.equals(that.accounts)
        && total().equals(that.total())
        && hasNext == that.hasNext;
  }

  @Override
  public int hashCode() {
    return accounts.hashCode();
  }

  /** Returns the query and how many accounts there are. */
  @Override
  public String toString() {
    return "BankAccountPage["
        + query
        + ", "
        + accounts.size()
        + (hasNext ? " accounts and a next page]" : " accounts, the last page]");
  }
}
