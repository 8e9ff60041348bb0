package io.github.bankhub.domain.link;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a link token: a company, a purpose, and options.
 *
 * <p>Immutable; each method that sets an option returns a changed copy. An option that is not set
 * is not sent, so SePay's default applies. A request without a company, or to unlink without a bank
 * account, cannot be built:
 *
 * <pre>{@code
 * LinkTokenRequest link = LinkTokenRequest.link(company).redirectTo("https://example.com/linked");
 * LinkTokenRequest unlink = LinkTokenRequest.unlink(company, account);
 * }</pre>
 *
 * <p>Printing shows only the names of unchecked fields, not their values. Source: page "Create Link
 * Token API".
 */
public final class LinkTokenRequest implements NoJsonForm {

  private final CompanyXid company;
  private final @Nullable BankAccountXid account;
  private final @Nullable CompletionRedirect redirect;
  private final @Nullable Platform platform;
  private final @Nullable DisplayLanguage language;
  // Transient, because printing does not show the values either.
  private final transient Map<String, Object> uncheckedFields;

  private LinkTokenRequest(
      CompanyXid company,
      @Nullable BankAccountXid account,
      @Nullable CompletionRedirect redirect,
      @Nullable Platform platform,
      @Nullable DisplayLanguage language,
      Map<String, Object> uncheckedFields) {
    this.company =
        Check.requirePresent("company_xid", company, "the company that links or unlinks");
    this.account = account;
    this.redirect = redirect;
    this.platform = platform;
    this.language = language;
    this.uncheckedFields = uncheckedFields;
  }

  /**
   * A request to link a bank account to a company.
   *
   * @param company the company
   * @return the request, without options
   * @throws InvalidFieldException if the company is null
   */
  public static LinkTokenRequest link(CompanyXid company) {
    return new LinkTokenRequest(company, null, null, null, null, Map.of());
  }

  /**
   * A request to unlink a bank account from the company that owns it.
   *
   * @param company the company that the account is linked to
   * @param bankAccount the account
   * @return the request, without options
   * @throws InvalidFieldException if either is null
   */
  public static LinkTokenRequest unlink(CompanyXid company, BankAccountXid bankAccount) {
    Check.requirePresent(
        "bank_account_xid",
        bankAccount,
        "the bank account to unlink: UNLINK_BANK_ACCOUNT needs one");
    return new LinkTokenRequest(company, bankAccount, null, null, null, Map.of());
  }

  /**
   * Sets where the browser goes when the user has finished.
   *
   * @param uri an absolute URI, see {@link CompletionRedirect}
   * @throws InvalidFieldException if it is not an absolute URI
   */
  public LinkTokenRequest redirectTo(String uri) {
    return redirectTo(CompletionRedirect.of(uri));
  }

  /**
   * Sets where the browser goes when the user has finished.
   *
   * @throws InvalidFieldException if it is null
   */
  public LinkTokenRequest redirectTo(CompletionRedirect newRedirect) {
    Check.requirePresent("completion_redirect_uri", newRedirect, "an absolute URI");
    return new LinkTokenRequest(company, account, newRedirect, platform, language, uncheckedFields);
  }

  /**
   * Sets the platform on which the page is opened.
   *
   * @throws InvalidFieldException if it is null
   */
  public LinkTokenRequest on(Platform newPlatform) {
    Check.requirePresent("is_mobile_app", newPlatform, "WEB or MOBILE_APP");
    return new LinkTokenRequest(company, account, redirect, newPlatform, language, uncheckedFields);
  }

  /**
   * Sets the page's language.
   *
   * @throws InvalidFieldException if it is null
   */
  public LinkTokenRequest in(DisplayLanguage newLanguage) {
    Check.requirePresent("language", newLanguage, "a language such as VIETNAMESE");
    return new LinkTokenRequest(company, account, redirect, platform, newLanguage, uncheckedFields);
  }

  /**
   * Adds a field that is sent without any check, for a value that SePay allows and this library
   * does not. It overrides a documented field of the same name.
   *
   * @param field the field's name in the request
   * @param value its value: a string, an integer or a boolean
   * @throws InvalidFieldException if the name is blank or the value has another type
   */
  public LinkTokenRequest withUncheckedField(String field, Object value) {
    Check.requireText("field", field, "the name of a field");
    if (!(value instanceof String || value instanceof Integer || value instanceof Boolean)) {
      throw new InvalidFieldException(
          field, "has an unsupported type", "a string, an integer or a boolean");
    }
    Map<String, Object> fields = new LinkedHashMap<>(uncheckedFields);
    fields.put(field, value);
    return new LinkTokenRequest(
        company, account, redirect, platform, language, Collections.unmodifiableMap(fields));
  }

  /** {@return the purpose of the token: {@code purpose}} */
  public Purpose purpose() {
    return account == null ? Purpose.LINK_BANK_ACCOUNT : Purpose.UNLINK_BANK_ACCOUNT;
  }

  /** {@return the company that links or unlinks: {@code company_xid}} */
  public CompanyXid company() {
    return company;
  }

  /** {@return the account to unlink, {@code bank_account_xid}; empty in a request to link} */
  public Optional<BankAccountXid> accountToUnlink() {
    return Optional.ofNullable(account);
  }

  /** {@return the redirect, {@code completion_redirect_uri}, if set} */
  public Optional<CompletionRedirect> redirect() {
    return Optional.ofNullable(redirect);
  }

  /** {@return the platform, {@code is_mobile_app}, if set; SePay's default is the web} */
  public Optional<Platform> platform() {
    return Optional.ofNullable(platform);
  }

  /** {@return the language, {@code language}, if set; SePay's default is Vietnamese} */
  public Optional<DisplayLanguage> language() {
    return Optional.ofNullable(language);
  }

  /** {@return names and values of the unchecked fields, in the order of addition; unmodifiable} */
  public Map<String, Object> uncheckedFields() {
    return uncheckedFields;
  }

  /**
   * The fields of the request, as JSON values.
   *
   * @return the documented fields that have a value, overridden by the unchecked fields;
   *     unmodifiable
   */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("company_xid", company.value());
    fields.put("purpose", purpose().name());
    redirect().ifPresent(to -> fields.put("completion_redirect_uri", to.uri().toString()));
    platform().ifPresent(on -> fields.put("is_mobile_app", on.code()));
    language().ifPresent(in -> fields.put("language", in.code()));
    accountToUnlink().ifPresent(xid -> fields.put("bank_account_xid", xid.value()));
    fields.putAll(uncheckedFields);
    return Collections.unmodifiableMap(fields);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkTokenRequest that
        && company.equals(that.company)
        && Objects.equals(account, that.account)
        && Objects.equals(redirect, that.redirect)
        && platform == that.platform
        && Objects.equals(language, that.language)
        && uncheckedFields.equals(that.uncheckedFields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(company, account, redirect, platform, language, uncheckedFields);
  }

  /** {@return all options; only the names of unchecked fields} */
  @Override
  public String toString() {
    return ("LinkTokenRequest[purpose=%s, company=%s, account=%s, redirect=%s, platform=%s,"
            + " language=%s, uncheckedFields=%s]")
        .formatted(
            purpose(), company, account, redirect, platform, language, uncheckedFields.keySet());
  }
}
