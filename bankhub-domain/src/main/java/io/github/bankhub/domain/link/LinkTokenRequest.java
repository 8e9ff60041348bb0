package io.github.bankhub.domain.link;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.operation.Operation;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a link token is asked for: a company, a purpose, and options.
 *
 * <p>Immutable; each method that changes an option answers a changed copy. A request without a
 * company, or to unlink without a bank account, cannot be built:
 *
 * <pre>{@code
 * LinkTokenRequest link = LinkTokenRequest.link(company).redirectTo("https://example.com/linked");
 * LinkTokenRequest unlink = LinkTokenRequest.unlink(company, account);
 * }</pre>
 *
 * <p>Source: page "Create Link Token API".
 */
public sealed interface LinkTokenRequest {

  /**
   * A request to link a bank account to a company.
   *
   * @param company the company
   * @return the request, without options
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the company is null
   */
  static LinkTokenRequest link(CompanyXid company) {
    return new Link(company, LinkTokenOptions.NONE);
  }

  /**
   * A request to unlink a bank account from the company that owns it.
   *
   * @param company the company that the account is linked to
   * @param bankAccount the account
   * @return the request, without options
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if either is null
   */
  static LinkTokenRequest unlink(CompanyXid company, BankAccountXid bankAccount) {
    return new Unlink(company, bankAccount, LinkTokenOptions.NONE);
  }

  /**
   * The purpose: {@code purpose}.
   *
   * @return what the token is for
   */
  Purpose purpose();

  /**
   * The company: {@code company_xid}.
   *
   * @return the company that links or unlinks
   */
  CompanyXid company();

  /**
   * The account to unlink: {@code bank_account_xid}.
   *
   * @return the account; empty in a request to link
   */
  Optional<BankAccountXid> accountToUnlink();

  /**
   * The options.
   *
   * @return what was chosen, and nothing for what was not
   */
  LinkTokenOptions options();

  /**
   * The fields of the request, as JSON values.
   *
   * @return the documented fields that have a value, overridden by the unchecked ones; unmodifiable
   */
  default Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("company_xid", company().value());
    fields.put("purpose", purpose().name());
    options()
        .redirect()
        .ifPresent(to -> fields.put("completion_redirect_uri", to.uri().toString()));
    options().surface().ifPresent(surface -> fields.put("is_mobile_app", surface.wireValue()));
    options().language().ifPresent(language -> fields.put("language", language.code()));
    accountToUnlink().ifPresent(account -> fields.put("bank_account_xid", account.value()));
    fields.putAll(options().unchecked());
    return Collections.unmodifiableMap(fields);
  }

  /**
   * The objects that the request refers to.
   *
   * @return the references in the order in which Bank Hub looks them up; without an empty {@code
   *     bank_account_xid}
   */
  default List<Reference> references() {
    Map<String, Object> fields = new HashMap<>(fields());
    fields.remove("bank_account_xid", "");
    return Reference.of(Operation.CREATE_LINK_TOKEN, fields);
  }

  /**
   * The same request with other options.
   *
   * @param options all the options, in place of the present ones
   * @return the changed copy
   */
  LinkTokenRequest with(LinkTokenOptions options);

  /**
   * The same request with a redirect.
   *
   * @param uri where the browser goes at the end, see {@link CompletionRedirect}
   * @return the changed copy
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is no absolute URI
   */
  default LinkTokenRequest redirectTo(String uri) {
    return with(options().redirectTo(CompletionRedirect.of(uri)));
  }

  /**
   * The same request for a surface.
   *
   * @param surface where the page is opened
   * @return the changed copy
   */
  default LinkTokenRequest on(Platform surface) {
    return with(options().on(surface));
  }

  /**
   * The same request in a language.
   *
   * @param language the page's language
   * @return the changed copy
   */
  default LinkTokenRequest in(DisplayLanguage language) {
    return with(options().in(language));
  }

  /**
   * The same request with a field that passes no check: {@link LinkTokenOptions#unchecked(String,
   * Object)}.
   *
   * @param field the field's name in the request
   * @param value its value: a string, an integer or a boolean
   * @return the changed copy
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the name is blank or the
   *     value of another type
   */
  default LinkTokenRequest unchecked(String field, Object value) {
    return with(options().unchecked(field, value));
  }

  /**
   * A request to link a bank account.
   *
   * @param company the company
   * @param options the options
   */
  record Link(CompanyXid company, LinkTokenOptions options) implements LinkTokenRequest {

    /**
     * Checks that both are there.
     *
     * @throws io.github.bankhub.domain.failure.InvalidFieldException if one is null
     */
    public Link {
      requireCommon(company, options);
    }

    @Override
    public Purpose purpose() {
      return Purpose.LINK_BANK_ACCOUNT;
    }

    @Override
    public Optional<BankAccountXid> accountToUnlink() {
      return Optional.empty();
    }

    @Override
    public Link with(LinkTokenOptions newOptions) {
      return new Link(company, newOptions);
    }
  }

  /**
   * A request to unlink a bank account.
   *
   * @param company the company that the account is linked to
   * @param bankAccount the account
   * @param options the options
   */
  record Unlink(CompanyXid company, BankAccountXid bankAccount, LinkTokenOptions options)
      implements LinkTokenRequest {

    /**
     * Checks that all three are there.
     *
     * @throws io.github.bankhub.domain.failure.InvalidFieldException if one is null
     */
    public Unlink {
      requireCommon(company, options);
      Check.requirePresent(
          "bank_account_xid",
          bankAccount,
          "the bank account to unlink: UNLINK_BANK_ACCOUNT needs one");
    }

    @Override
    public Purpose purpose() {
      return Purpose.UNLINK_BANK_ACCOUNT;
    }

    @Override
    public Optional<BankAccountXid> accountToUnlink() {
      return Optional.of(bankAccount);
    }

    @Override
    public Unlink with(LinkTokenOptions newOptions) {
      return new Unlink(company, bankAccount, newOptions);
    }
  }

  private static void requireCommon(CompanyXid company, LinkTokenOptions options) {
    Check.requirePresent("company_xid", company, "the company that links or unlinks");
    Check.requirePresent("options", options, "LinkTokenOptions.NONE if there are none");
  }
}
