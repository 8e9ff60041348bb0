package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.Message;
import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.internal.service.Transactions.Transaction;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The IPN of a transaction. Source: page "IPN". */
record Ipn(Transaction transaction, Optional<UnsentReason> blocked) implements Message {

  @Override
  public MessageKind kind() {
    return MessageKind.IPN;
  }

  @Override
  public Enum<?> type() {
    return transaction.simulated().direction();
  }

  @Override
  public String xid() {
    return transaction.id().value();
  }

  @Override
  public String name() {
    return "IPN " + xid();
  }

  @Override
  public Instant at() {
    return transaction.at();
  }

  /** The fields have the order of SePay's page. There are no virtual accounts. */
  @Override
  public Map<String, @Nullable Object> body() {
    return Json.object(
        "gateway", transaction.account().account().bank(),
        "transaction_date", OperationHandler.text(transaction.at()),
        "account_number", transaction.account().account().number(),
        "bank_account_xid", transaction.account().xid().value(),
        "va", null,
        "payment_code", transaction.paymentCode().orElse(null),
        "content", transaction.simulated().content(),
        "transfer_type", transaction.simulated().direction().creditOrDebit(),
        "amount", transaction.simulated().amount(),
        "reference_code", transaction.reference(),
        "accumulated", 0,
        "transaction_id", xid());
  }

  @Override
  public void delivered() {
    transaction.ipnDelivered().set(true);
  }
}
