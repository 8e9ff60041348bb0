package io.github.bankhub.domain.ipn;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransferDirection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A credit to or a debit from a linked account, as SePay reports it by IPN. SePay may repeat a
 * notification, with the same {@link #transactionId()}.
 *
 * <p>Immutable. Printing one masks the account and omits the content. Source: page "IPN".
 */
public final class BalanceNotification extends ApiObject {

  private final TransactionId transactionId;
  private final TransferDirection direction;
  private final BigDecimal amount;
  private final AccountNumber accountNumber;

  private BalanceNotification(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.transactionId = required("transaction_id", TransactionId::new);
    this.direction =
        text("transfer_type")
            .flatMap(TransferDirection::read)
            .orElseThrow(() -> JsonFields.missing("transfer_type"));
    this.amount =
        number("amount")
            .filter(sum -> sum.signum() >= 0)
            .orElseThrow(() -> JsonFields.missing("amount"));
    this.accountNumber = required("account_number", AccountNumber::new);
  }

  /**
   * {@return the notification in an IPN's body} A time without a zone is read as Vietnam's, which
   * is assumed.
   *
   * @throws InvalidFieldException as {@link #of(Map, ZoneId)}
   */
  public static BalanceNotification of(Map<String, ? extends @Nullable Object> body) {
    return of(body, VIETNAM);
  }

  /**
   * {@return the notification in an IPN's body}
   *
   * @param body the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws InvalidFieldException if a required field is missing or unreadable: {@code
   *     transaction_id}, {@code transfer_type}, {@code amount}, which is never negative, or {@code
   *     account_number}. Names the field
   */
  public static BalanceNotification of(Map<String, ? extends @Nullable Object> body, ZoneId zone) {
    return new BalanceNotification(body, zone);
  }

  /**
   * {@return the transaction's id, {@code transaction_id}; use it to detect a repeated
   * notification}
   */
  public TransactionId transactionId() {
    return transactionId;
  }

  /** {@return whether the money came in or went out, {@code transfer_type}} */
  public TransferDirection direction() {
    return direction;
  }

  /**
   * {@return the amount in đồng without a sign, {@code amount}, zero or more, with SePay's digits}
   * A text with two meanings, such as {@code 1.000}, is not read.
   */
  public BigDecimal amount() {
    return amount;
  }

  /** {@return the account's number, {@code account_number}} */
  public AccountNumber accountNumber() {
    return accountNumber;
  }

  /** {@return the account's id, {@code bank_account_xid}, if SePay sent it} */
  public Optional<BankAccountXid> bankAccountXid() {
    return value("bank_account_xid", BankAccountXid::new);
  }

  /** {@return the account's bank, {@code gateway}, if SePay sent it} */
  public Optional<BrandName> gateway() {
    return value("gateway", BrandName::new);
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

  /** {@return the payer's text, {@code content}, possibly of several lines; "" if there is none} */
  public String content() {
    return text("content").orElse("");
  }

  /** {@return the paid virtual account, {@code va}; empty for a payment to the account itself} */
  public Optional<AccountNumber> virtualAccount() {
    return value("va", AccountNumber::new);
  }

  /**
   * {@return the code that SePay found in the content, {@code payment_code}, if it found one} The
   * company's configuration defines the codes.
   */
  public Optional<String> paymentCode() {
    return text("payment_code");
  }

  /** {@return the bank's own reference, {@code reference_code}, if the bank sent one} */
  public Optional<String> referenceCode() {
    return text("reference_code");
  }

  /**
   * {@return {@code accumulated} in đồng, if SePay sent a number} Never take it for a balance.
   * SePay's page about IPNs says that it is not supported and always 0. At some banks, it may be
   * the balance afterwards.
   */
  public Optional<BigDecimal> accumulated() {
    return number("accumulated");
  }

  /** {@return id, direction, amount and time, and the masked account} */
  @Override
  public String toString() {
    String time = transactionDate().map(Instant::toString).orElse("time unknown");
    return "BalanceNotification[%s, %s %s, account %s, %s]"
        .formatted(transactionId, direction, amount, accountNumber, time);
  }
}
