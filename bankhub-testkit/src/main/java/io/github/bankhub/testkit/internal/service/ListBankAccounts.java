package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists bank accounts. Source: page "List bank accounts". Assumed, as that page is silent: {@code
 * bank_id} is the bank's short name; {@code q} is part of the holder's name or the account number,
 * in any case; a page number out of bounds is rejected.
 */
record ListBankAccounts(LinkedAccounts accounts) implements OperationHandler {

  private static final Form FORM =
      Form.of(
          // SePay's note and samples say limit, its table per_page.
          FieldHints.always("is unknown; there are page, per_page, company_xid, bank_id, q")
              .meant("per_page", "limit"),
          Paging.PAGE,
          Paging.PER_PAGE,
          FormField.any("company_xid"),
          FormField.any("bank_id"),
          FormField.any("q"));

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    List<LinkedAccount> found =
        accounts.newestFirst().stream().filter(account -> matches(account, fields)).toList();
    return Paging.of(fields).body(found, BankAccountBodies::item);
  }

  private static boolean matches(LinkedAccount linked, Map<String, ?> query) {
    Object text = query.get("q");
    Object company = query.get("company_xid");
    Object bank = query.get("bank_id");
    return (company == null || company.equals(linked.company().value()))
        && (bank == null || linked.account().bank().equalsIgnoreCase(String.valueOf(bank)))
        && (text == null
            || contains(linked.account().holder(), text)
            || contains(linked.account().number(), text));
  }

  private static boolean contains(String whole, Object part) {
    return whole.toLowerCase(Locale.ROOT).contains(String.valueOf(part).toLowerCase(Locale.ROOT));
  }
}
