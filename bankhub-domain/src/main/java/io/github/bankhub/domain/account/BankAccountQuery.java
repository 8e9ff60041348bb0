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
 * Which bank accounts to list, and which page of them.
 *
 * <p>Immutable; each method that chooses something answers a changed copy. A filter that was not
 * chosen is not sent. Printing leaves out the text, which may be a name or a number. Source: page
 * "List bank accounts".
 *
 * <pre>{@code
 * BankAccountQuery query = BankAccountQuery.ALL.ofCompany(company).withPerPage(100);
 * }</pre>
 */
public final class BankAccountQuery {

  /** The most accounts that a page holds. */
  public static final int MAX_PER_PAGE = 100;

  /** All accounts of the merchant: the first page of them, 20 to a page. */
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
   * Chooses the accounts of one company.
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
   * Chooses the accounts at one bank.
   *
   * @param newBankId the bank's code; SePay lists no values
   * @return the changed copy
   * @throws InvalidFieldException if it is null or blank or holds a control character
   */
  public BankAccountQuery atBank(String newBankId) {
    Check.requireText("bank_id", newBankId, "a bank's code");
    return new BankAccountQuery(company, newBankId, text, page, perPage);
  }

  /**
   * Chooses the accounts that a search finds; SePay does not say where it looks.
   *
   * @param newText what to search for
   * @return the changed copy
   * @throws InvalidFieldException if it is null or blank or holds a control character
   */
  public BankAccountQuery matching(String newText) {
    Check.requireText("q", newText, "a text to search for");
    return new BankAccountQuery(company, bankId, newText, page, perPage);
  }

  /**
   * Chooses the page.
   *
   * @param newPage which page, from 1
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
   * Chooses how many accounts a page holds.
   *
   * @param newPerPage 1 to {@link #MAX_PER_PAGE}
   * @return the changed copy
   * @throws InvalidFieldException if it is less or more
   */
  public BankAccountQuery withPerPage(int newPerPage) {
    if (newPerPage < 1 || newPerPage > MAX_PER_PAGE) {
      throw new InvalidFieldException("per_page", "is " + newPerPage, "1 to " + MAX_PER_PAGE);
    }
    return new BankAccountQuery(company, bankId, text, page, newPerPage);
  }

  /**
   * The company: {@code company_xid}.
   *
   * @return the company, if one was chosen
   */
  public Optional<CompanyXid> company() {
    return Optional.ofNullable(company);
  }

  /**
   * The bank: {@code bank_id}.
   *
   * @return the bank's code, if one was chosen
   */
  public Optional<String> bankId() {
    return Optional.ofNullable(bankId);
  }

  /**
   * The text to search for: {@code q}.
   *
   * @return the text, if one was chosen
   */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /**
   * The page: {@code page}.
   *
   * @return which page, from 1
   */
  public int page() {
    return page;
  }

  /**
   * The size of a page: {@code per_page}.
   *
   * @return how many accounts a page holds at most
   */
  public int perPage() {
    return perPage;
  }

  /** {@return the same query for the page after this one} */
  public BankAccountQuery nextPage() {
    return withPage(page + 1);
  }

  /**
   * The fields of the query.
   *
   * @return {@code page}, {@code per_page} and the chosen filters, not encoded; unmodifiable
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
   * Reads the page that this query requested.
   *
   * @param response the fields of the JSON object: {@code data} and {@code meta}
   * @param zone the zone of times without a zone
   * @return the page
   * @throws InvalidFieldException if {@code data} is no list of objects, or one of them has no
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

  /** Returns the choices, but of the text only whether there is one. */
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
