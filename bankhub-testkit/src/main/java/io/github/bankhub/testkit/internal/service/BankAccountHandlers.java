package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations of bank accounts. Their response fields have the order of SePay's samples. */
record BankAccountHandlers(LinkedAccounts accounts, Transactions transactions) {

  private static final String COMPANY = "company_xid";
  private static final String BANK = "bank_id";

  /**
   * Lists bank accounts. Source: page "List bank accounts". Assumed, as that page is silent: {@code
   * bank_id} is the bank's short name; {@code q} searches the holder's name and the account number.
   */
  OperationHandler list() {
    return PagedList.of(
            fields -> accounts.list(text(fields, COMPANY), text(fields, BANK)),
            listed -> item(listed.linked()),
            FormField.filter(COMPANY),
            FormField.filter(BANK))
        .search(LinkedAccounts.Listed::contains);
  }

  private static @Nullable String text(Map<String, ?> fields, String name) {
    return fields.containsKey(name) ? String.valueOf(fields.get(name)) : null;
  }

  /** Gets one bank account. Source: page "Bank account detail". */
  OperationHandler get() {
    return GetById.ofXid(
        "bank_account_xid",
        "Tài khoản ngân hàng không tồn tại",
        xid -> accounts.find(new BankAccountXid(xid)).map(this::detail));
  }

  private Supplier<Map<String, @Nullable Object>> item(LinkedAccount linked) {
    Optional<Instant> last = transactions.lastOf(linked.xid());
    return () -> {
      Map<String, @Nullable Object> body = common(linked, last);
      boolean personal = linked.account().type().equals(AccountType.PERSONAL);
      body.put("account_type", personal ? "individual" : "enterprise");
      return body;
    };
  }

  /** Without the account type, which that page does not show. */
  private Supplier<Map<String, @Nullable Object>> detail(LinkedAccount linked) {
    Optional<Instant> last = transactions.lastOf(linked.xid());
    return () -> {
      Map<String, @Nullable Object> body = common(linked, last);
      body.put("identification_number", linked.account().identification());
      body.put("phone_number", linked.account().phone());
      body.put("va_list", List.of());
      return body;
    };
  }

  private static Map<String, @Nullable Object> common(
      LinkedAccount linked, Optional<Instant> lastTransaction) {
    String createdAt = OperationHandler.text(linked.createdAt());
    boolean isChanged = !linked.updatedAt().equals(linked.createdAt());
    return Json.object(
        "xid",
        linked.xid().value(),
        "company_xid",
        linked.company().value(),
        "brand_name",
        linked.account().bank(),
        "account_holder_name",
        linked.account().holder(),
        "account_number",
        linked.account().number(),
        "accumulated",
        "0",
        "bank_api_connected",
        "1",
        "active",
        linked.active() ? "1" : "0",
        "last_transaction",
        lastTransaction.map(OperationHandler::text).orElse(""),
        "created_at",
        createdAt,
        "updated_at",
        isChanged ? OperationHandler.text(linked.updatedAt()) : createdAt);
  }
}
