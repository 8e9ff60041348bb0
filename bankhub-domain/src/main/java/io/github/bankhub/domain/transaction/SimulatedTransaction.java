package io.github.bankhub.domain.transaction;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to simulate a transaction of a linked bank account, in the sandbox. SePay then sends an
 * IPN, as for a real one.
 *
 * <p>Immutable. Printing one omits the content. Source: page "Create a mock transaction".
 */
public final class SimulatedTransaction extends ApiRequest<Object> {

  private SimulatedTransaction(Map<String, Object> fields) {
    super(fields);
  }

  private static SimulatedTransaction of(
      BankAccountXid bankAccount, TransferDirection direction, BigDecimal amount, String content) {
    String account = "bank_account_xid";
    String text = "transaction_content";
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(
        account, Check.requirePresent(account, bankAccount, "a linked bank account").value());
    fields.put("transfer_type", direction.creditOrDebit());
    fields.put("amount", Check.requireAmount("amount", amount, "an amount in đồng, 0 or more"));
    fields.put(text, Check.requireText(text, content, "the payer's text"));
    return new SimulatedTransaction(fields);
  }

  /**
   * {@return a request to simulate money that comes in}
   *
   * @param bankAccount the account that is paid
   * @param amount the amount in đồng, 0 or more
   * @param content the payer's text, such as a payment code
   * @throws InvalidFieldException if a value is null, the amount is negative or has more than 30
   *     digits before or after the point, or the text is blank or contains a control character
   */
  public static SimulatedTransaction credit(
      BankAccountXid bankAccount, BigDecimal amount, String content) {
    return of(bankAccount, TransferDirection.CREDIT, amount, content);
  }

  /**
   * {@return a request to simulate money that goes out}
   *
   * @param bankAccount the account that pays
   * @param amount the amount in đồng, 0 or more
   * @param content the payer's text
   * @throws InvalidFieldException as for {@link #credit}
   */
  public static SimulatedTransaction debit(
      BankAccountXid bankAccount, BigDecimal amount, String content) {
    return of(bankAccount, TransferDirection.DEBIT, amount, content);
  }

  /** {@return the bank account, {@code bank_account_xid}} */
  public BankAccountXid bankAccount() {
    return new BankAccountXid((String) required("bank_account_xid"));
  }

  /** {@return whether the money comes in or goes out, {@code transfer_type}} */
  public TransferDirection direction() {
    return TransferDirection.read((String) required("transfer_type")).orElseThrow();
  }

  /** {@return the amount in đồng, {@code amount}} */
  public BigDecimal amount() {
    return (BigDecimal) required("amount");
  }

  /** {@return the payer's text, {@code transaction_content}} */
  public String content() {
    return (String) required("transaction_content");
  }

  /** {@return the account's id, the direction and the amount} */
  @Override
  public String toString() {
    return "SimulatedTransaction[%s %s, bank account %s]"
        .formatted(direction(), amount(), bankAccount());
  }
}
