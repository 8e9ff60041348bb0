package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets one bank account. Source: page "Bank account detail". */
record GetBankAccount(LinkedAccounts accounts) implements OperationHandler {

  private static final String XID = "xid";
  private static final Form FORM =
      Form.of(FieldHints.always("use " + XID + " alone"), FormField.pathId(XID));

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    String xid = String.valueOf(fields.get(XID));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put(
        "data",
        Optional.of(xid)
            .filter(text -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl))
            .map(BankAccountXid::new)
            .flatMap(accounts::find)
            .map(BankAccountBodies::detail)
            .orElseThrow(
                () ->
                    ErrorResponse.missing(
                        new Reference("bank_account_xid", xid),
                        "Tài khoản ngân hàng không tồn tại",
                        null)));
    return body;
  }
}
