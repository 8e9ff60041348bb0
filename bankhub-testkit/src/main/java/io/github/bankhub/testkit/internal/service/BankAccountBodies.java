package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The response fields of bank accounts, in the order of SePay's samples. */
final class BankAccountBodies {

  private BankAccountBodies() {}

  /** Source: page "List bank accounts". */
  static Map<String, @Nullable Object> item(LinkedAccount linked) {
    Map<String, @Nullable Object> body = common(linked);
    boolean personal = linked.account().type().equals(AccountType.PERSONAL);
    body.put("account_type", personal ? "individual" : "enterprise");
    return body;
  }

  /** Source: page "Bank account detail", which shows no account type. */
  static Map<String, @Nullable Object> detail(LinkedAccount linked) {
    Map<String, @Nullable Object> body = common(linked);
    body.put("identification_number", linked.account().identification());
    body.put("phone_number", linked.account().phone());
    body.put("va_list", List.of());
    return body;
  }

  private static Map<String, @Nullable Object> common(LinkedAccount linked) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("xid", linked.xid().value());
    body.put("company_xid", linked.company().value());
    body.put("brand_name", linked.account().bank());
    body.put("account_holder_name", linked.account().holder());
    body.put("account_number", linked.account().number());
    body.put("accumulated", "0");
    body.put("bank_api_connected", "1");
    body.put("active", linked.active() ? "1" : "0");
    body.put("last_transaction", "");
    body.put("created_at", SePayText.of(linked.createdAt()));
    body.put("updated_at", SePayText.of(linked.updatedAt()));
    return body;
  }
}
