package io.github.bankhub.domain.transaction;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to simulate a transaction of a linked bank account, in the sandbox. SePay then sends an
 * IPN, as for a real one.
 *
 * <p>Immutable. Printing one omits the content. Source: page "Create a mock transaction".
 */
public final class SimulatedTransaction implements NoJsonForm {

  private final BankAccountXid bankAccount;
  private final TransferDirection direction;
  private final BigDecimal amount;

  // Transient, so that libraries that write fields omit it.
  private final transient String content;

  private SimulatedTransaction(
      BankAccountXid bankAccount, TransferDirection direction, BigDecimal amount, String content) {
    this.bankAccount =
        Check.requirePresent("bank_account_xid", bankAccount, "a linked bank account");
    this.direction = direction;
    this.amount = Check.requireAmount("amount", amount, "an amount in đồng, 0 or more");
    this.content = Check.requireText("transaction_content", content, "the payer's text");
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
    return new SimulatedTransaction(bankAccount, TransferDirection.CREDIT, amount, content);
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
    return new SimulatedTransaction(bankAccount, TransferDirection.DEBIT, amount, content);
  }

  /** {@return the bank account, {@code bank_account_xid}} */
  public BankAccountXid bankAccount() {
    return bankAccount;
  }

  /** {@return whether the money comes in or goes out, {@code transfer_type}} */
  public TransferDirection direction() {
    return direction;
  }

  /** {@return the amount in đồng, {@code amount}} */
  public BigDecimal amount() {
    return amount;
  }

  /** {@return the payer's text, {@code transaction_content}} */
  public String content() {
    return content;
  }

  /** {@return the fields of the request; unmodifiable} */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bank_account_xid", bankAccount.value());
    fields.put("transfer_type", direction.creditOrDebit());
    fields.put("amount", amount);
    fields.put("transaction_content", content);
    return Collections.unmodifiableMap(fields);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SimulatedTransaction that && fields().equals(that.fields());
  }

  @Override
  public int hashCode() {
    return fields().hashCode();
  }

  /** {@return the account's id, the direction and the amount} */
  @Override
  public String toString() {
    return "SimulatedTransaction[%s %s, bank account %s]".formatted(direction, amount, bankAccount);
  }
}
