package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a transaction, in the sandbox. Source: page "Create a mock transaction". Assumed, as
 * that page is silent: an unknown account is reported as for a link token.
 */
record CreateTransaction(TestSettings settings, LinkedAccounts accounts, Transactions transactions)
    implements OperationHandler {

  private static final String ACCOUNT = "bank_account_xid";
  private static final String TYPE = "transfer_type";
  private static final String AMOUNT = "amount";
  private static final String CONTENT = "transaction_content";

  @Override
  public Form form() {
    return Form.of(
            FormField.text(ACCOUNT),
            FormField.requiredOneOf(TYPE, "credit", "debit", "in", "out"),
            FormField.amount(AMOUNT),
            FormField.text(CONTENT))
        .meant(ACCOUNT, "account_id", "bank_account_id", "account_xid", "bank_account")
        .meant(TYPE, "type", "direction", "transaction_type")
        .meant(AMOUNT, "transfer_amount", "transaction_amount", "money")
        .meant(CONTENT, "content", "description", "transfer_content", "memo")
        .hint("is not needed: the bank account has it", "company_xid", "account_number");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    if (!settings.simulates()) {
      throw ErrorResponse.of(
          Kind.SANDBOX_ONLY, "only the sandbox simulates transactions; this hub has other rules");
    }
    BankAccountXid xid = new BankAccountXid(String.valueOf(fields.get(ACCOUNT)));
    LinkedAccount account = accounts.find(xid).orElseThrow(() -> unknown(xid));
    Transactions.Transaction added = transactions.add(simulated(xid, fields), account);
    return HandlerResult.of(() -> body(added));
  }

  private static Map<String, @Nullable Object> body(Transactions.Transaction added) {
    SimulatedTransaction simulated = added.simulated();
    return Json.object(
        "code",
        201,
        "message",
        "Đã tạo giao dịch thành công.",
        "data",
        Json.object(
            "transaction_id", added.id().value(),
            "reference_number", added.reference(),
            "transaction_date", OperationHandler.text(added.at()),
            "amount", simulated.amount(),
            "transfer_type", simulated.direction().creditOrDebit(),
            "accumulated", 0));
  }

  private static SimulatedTransaction simulated(BankAccountXid xid, Map<String, ?> fields) {
    BigDecimal amount = new BigDecimal(String.valueOf(fields.get(AMOUNT)));
    String content = String.valueOf(fields.get(CONTENT));
    return TransferDirection.read(String.valueOf(fields.get(TYPE)))
            .filter(direction -> direction == TransferDirection.DEBIT)
            .isPresent()
        ? SimulatedTransaction.debit(xid, amount, content)
        : SimulatedTransaction.credit(xid, amount, content);
  }

  private static ErrorResponse unknown(BankAccountXid xid) {
    return ErrorResponse.notFound(
        new Reference(ACCOUNT, xid.value()),
        "Tài khoản ngân hàng không tồn tại",
        "GET /v1/bank-account lists the linked accounts");
  }
}
