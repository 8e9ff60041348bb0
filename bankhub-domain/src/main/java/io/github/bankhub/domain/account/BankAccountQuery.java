package io.github.bankhub.domain.account;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.paging.Page;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query for bank accounts: filters and a page.
 *
 * <p>Immutable; each method that sets something returns a changed copy. A filter that is not set is
 * not sent. Printing omits the search text, which may be a name or a number. Source: page "List
 * bank accounts".
 *
 * <pre>{@code
 * BankAccountQuery query = BankAccountQuery.ALL.ofCompany(company).withPerPage(100);
 * }</pre>
 */
public final class BankAccountQuery {

  /** The maximum number of accounts per page. */
  public static final int MAX_PER_PAGE = 100;

  /** All accounts of the merchant: the first page, 20 accounts per page. */
  public static final BankAccountQuery ALL = new BankAccountQuery(null, null, null, 1, 20);

  private final @Nullable CompanyXid company;
  private final @Nullable String bankId;
  private final @Nullable String text;
  private final int page;
  private final int perPage;

  private BankAccountQuery(
      @Nullable CompanyXid company,
      @Nullable String bankId,
      @Nullable String text,
      int page,
      int perPage) {
    this.company = company;
    this.bankId = bankId;
    this.text = text;
    this.page = page;
    this.perPage = perPage;
  }

  /**
   * Filters by company.
   *
   * @param newCompany the company
   * @return the changed copy
   * @throws InvalidFieldException if it is null
   */
  public BankAccountQuery ofCompany(CompanyXid newCompany) {
    Check.requirePresent("company_xid", newCompany, "the company whose accounts to list");
    return new BankAccountQuery(newCompany, bankId, text, page, perPage);
  }

  /**
   * Filters by bank.
   *
   * @param newBankId the bank's code; SePay lists no values
   * @return the changed copy
   * @throws InvalidFieldException if it is null or blank or contains a control character
   */
  public BankAccountQuery atBank(String newBankId) {
    Check.requireText("bank_id", newBankId, "a bank's code");
    return new BankAccountQuery(company, newBankId, text, page, perPage);
  }

  /**
   * Filters by a search text. SePay does not document which fields it searches.
   *
   * @param newText the text to search for
   * @return the changed copy
   * @throws InvalidFieldException if it is null or blank or contains a control character
   */
  public BankAccountQuery matching(String newText) {
    Check.requireText("q", newText, "a text to search for");
    return new BankAccountQuery(company, bankId, newText, page, perPage);
  }

  /**
   * Sets the page.
   *
   * @param newPage the page number, from 1
   * @return the changed copy
   * @throws InvalidFieldException if it is less than 1
   */
  public BankAccountQuery withPage(int newPage) {
    if (newPage < 1) {
      throw new InvalidFieldException("page", "is " + newPage, "1 or more");
    }
    return new BankAccountQuery(company, bankId, text, newPage, perPage);
  }

  /**
   * Sets the number of accounts per page.
   *
   * @param newPerPage 1 to {@link #MAX_PER_PAGE}
   * @return the changed copy
   * @throws InvalidFieldException if it is out of range
   */
  public BankAccountQuery withPerPage(int newPerPage) {
    if (newPerPage < 1 || newPerPage > MAX_PER_PAGE) {
      throw new InvalidFieldException("per_page", "is " + newPerPage, "1 to " + MAX_PER_PAGE);
    }
    return new BankAccountQuery(company, bankId, text, page, newPerPage);
  }

  /** {@return the company, {@code company_xid}, if set} */
  public Optional<CompanyXid> company() {
    return Optional.ofNullable(company);
  }

  /** {@return the bank's code, {@code bank_id}, if set} */
  public Optional<String> bankId() {
    return Optional.ofNullable(bankId);
  }

  /** {@return the search text, {@code q}, if set} */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** {@return the page number, {@code page}, from 1} */
  public int page() {
    return page;
  }

  /** {@return the maximum number of accounts per page, {@code per_page}} */
  public int perPage() {
    return perPage;
  }

  /** {@return the same query for the next page} */
  public BankAccountQuery nextPage() {
    return withPage(page + 1);
  }

  /**
   * {@return {@code page}, {@code per_page} and the filters that are set, not encoded;
   * unmodifiable}
   */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("page", String.valueOf(page));
    fields.put("per_page", String.valueOf(perPage));
    company().ifPresent(one -> fields.put("company_xid", one.value()));
    bankId().ifPresent(one -> fields.put("bank_id", one));
    text().ifPresent(one -> fields.put("q", one));
    return Collections.unmodifiableMap(fields);
  }

  /**
   * Reads the response to this query.
   *
   * @param response the fields of the JSON object: {@code data} and {@code meta}
   * @param zone the zone of times without a zone
   * @return the page
   * @throws InvalidFieldException if {@code data} is not a list of objects, or an object has no
   *     {@code xid}: a missing account would look unlinked
   */
  public Page<BankAccount> readPage(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return Page.of(response, zone, page, perPage, BankAccount::of);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BankAccountQuery that
        && Objects.equals(company, that.company)
        && Objects.equals(bankId, that.bankId)
        && Objects.equals(text, that.text)
        && page == that.page
        && perPage == that.perPage;
  }

  @Override
  public int hashCode() {
    return Objects.hash(company, bankId, text, page, perPage);
  }

  /** {@return the page and the filters; of the search text only whether it is set} */
  @Override
  public String toString() {
    return "BankAccountQuery[company="
        + company
        + ", bankId="
        + bankId
        + ", text="
        + (text == null ? "none" : "***")
        + ", page="
        + page
        + ", perPage="
        + perPage
        + "]";
  }
}
