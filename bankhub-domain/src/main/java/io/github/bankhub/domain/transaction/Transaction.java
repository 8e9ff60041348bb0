package io.github.bankhub.domain.transaction;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.account.VirtualAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.json.ApiObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A credit to or a debit from a linked bank account. Only the id is required. The transaction that
 * {@link io.github.bankhub.domain.port.Transactions#create} returns has fewer fields than one of
 * the list.
 *
 * <p>Immutable. Printing one masks the account and omits the content. Sources: pages "List
 * transactions", "Transaction detail" and "Create a mock transaction".
 */
public final class Transaction extends ApiObject {

  private final TransactionId id;

  private Transaction(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.id = required("transaction_id", TransactionId::new);
  }

  /**
   * {@return the transaction in a response}
   *
   * @param fields the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code transaction_id} is
   *     missing
   */
  public static Transaction of(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    return new Transaction(fields, zone);
  }

  /** {@return the transaction's id, {@code transaction_id}; an IPN has the same} */
  public TransactionId id() {
    return id;
  }

  /**
   * {@return the time of the transaction, {@code transaction_date}; empty if unreadable: see {@link
   * #transactionDateText()}} Supports {@code yyyy-MM-dd HH:mm:ss}, ISO 8601 with or without an
   * offset, and seconds or milliseconds since 1970, in the years 2000 to 9999.
   */
  public Optional<Instant> transactionDate() {
    return time("transaction_date");
  }

  /** {@return the text of {@code transaction_date} as SePay wrote it; "" if there is none} */
  public String transactionDateText() {
    return text("transaction_date").orElse("");
  }

  /** {@return the account's id, {@code bank_account_xid}, if SePay sent it} */
  public Optional<BankAccountXid> bankAccountXid() {
    return value("bank_account_xid", BankAccountXid::new);
  }

  /** {@return the account's company, {@code company_xid}, if SePay sent it} */
  public Optional<CompanyXid> companyXid() {
    return value("company_xid", CompanyXid::new);
  }

  /** {@return the account's bank, {@code brand_name}, if SePay sent it} */
  public Optional<BrandName> brandName() {
    return value("brand_name", BrandName::new);
  }

  /** {@return the account's number, {@code account_number}, if SePay sent it} */
  public Optional<AccountNumber> accountNumber() {
    return value("account_number", AccountNumber::new);
  }

  /** {@return the paid virtual account, {@code va}; empty for a payment to the account itself} */
  public Optional<AccountNumber> virtualAccount() {
    return value("va", AccountNumber::new);
  }

  /** {@return the id of the paid virtual account, {@code va_xid}, if there is one} */
  public Optional<VirtualAccountXid> virtualAccountXid() {
    return value("va_xid", VirtualAccountXid::new);
  }

  /**
   * {@return the bank's own reference, {@code reference_number}, if SePay sent it} An IPN calls it
   * {@code reference_code}.
   */
  public Optional<String> referenceNumber() {
    return text("reference_number");
  }

  /**
   * {@return whether the money came in or went out, {@code transfer_type}; empty if it is neither}
   */
  public Optional<TransferDirection> direction() {
    return value("transfer_type", type -> type).flatMap(TransferDirection::read);
  }

  /**
   * {@return the amount in đồng without a sign, {@code amount}, zero or more, with SePay's digits;
   * empty if it is no such number} A text with two meanings, such as {@code 1.000}, is not read.
   */
  public Optional<BigDecimal> amount() {
    return number("amount").filter(amount -> amount.signum() >= 0);
  }

  /**
   * {@return the payer's text, {@code transaction_content}, possibly of several lines; "" if there
   * is none} It may be personal data.
   */
  public String content() {
    return text("transaction_content").orElse("");
  }

  /**
   * {@return the code that SePay found in the content, {@code payment_code}, if it found one} The
   * company's configuration defines the codes.
   */
  public Optional<String> paymentCode() {
    return text("payment_code");
  }

  /**
   * {@return whether SePay delivered the IPN of this transaction: {@code webhook_success} is a
   * number other than 0} False if SePay sent none.
   */
  public boolean isWebhookDelivered() {
    return flag("webhook_success") || webhookSuccess().orElse(0) != 0;
  }

  /**
   * {@return the number in {@code webhook_success}, if there is one} SePay documents 0 and 1. Other
   * numbers have been seen.
   */
  public OptionalInt webhookSuccess() {
    return integer("webhook_success");
  }

  /**
   * {@return {@code accumulated} in đồng, if SePay sent a number} Never take it for a balance: it
   * may be the balance after the transaction at some banks, and it is 0 at the others. Only a
   * created transaction has it.
   */
  public Optional<BigDecimal> accumulated() {
    return number("accumulated");
  }

  /** {@return id, direction, amount and time, and the masked account} */
  @Override
  public String toString() {
    return "Transaction["
        + id
        + direction().map(direction -> ", " + direction).orElse("")
        + amount().map(amount -> " " + amount).orElse("")
        + accountNumber().map(number -> ", account " + number).orElse("")
        + transactionDate().map(time -> ", " + time).orElse(", time unknown")
        + "]";
  }
}
