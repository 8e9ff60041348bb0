package io.github.bankhub.domain.ipn;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money that came to a linked account or left it, as SePay tells it by IPN.
 *
 * <p>Every field that SePay sent is kept, documented or not: see {@link #fields()}. SePay may send
 * a notification again, with the same {@link #transactionId()}.
 *
 * <p>Immutable. Two notifications are equal if all their fields are and their times were read in
 * the same zone. Printing one masks the account and leaves out the content. Source: page "IPN".
 */
public final class BalanceNotification extends ApiObject {

  private final String transactionId;
  private final TransferDirection direction;
  private final BigDecimal amount;
  private final AccountNumber accountNumber;

  private BalanceNotification(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.transactionId = required("transaction_id", id -> id);
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
   * The notification in an IPN's body; a time without a zone is read as Vietnam's, which is
   * assumed.
   *
   * @param body the fields of the JSON object
   * @return the notification
   * @throws InvalidFieldException as {@link #of(Map, ZoneId)}
   */
  public static BalanceNotification of(Map<String, ? extends @Nullable Object> body) {
    return of(body, VIETNAM);
  }

  /**
   * The notification in an IPN's body.
   *
   * @param body the fields of the JSON object
   * @param zone the zone in which a time without one is read
   * @return the notification
   * @throws InvalidFieldException if something that nothing can be done without is missing or
   *     unreadable: {@code transaction_id}, {@code transfer_type}, {@code amount}, which is never
   *     negative, or {@code account_number}. Names the field
   */
  public static BalanceNotification of(Map<String, ? extends @Nullable Object> body, ZoneId zone) {
    return new BalanceNotification(body, zone);
  }

  /**
   * The transaction's id, by which a repetition is recognised.
   *
   * @return {@code transaction_id}
   */
  public String transactionId() {
    return transactionId;
  }

  /**
   * Whether the money came or went.
   *
   * @return {@code transfer_type}
   */
  public TransferDirection direction() {
    return direction;
  }

  /**
   * How much money, without a sign.
   *
   * @return {@code amount} in đồng, zero or more, with the digits that SePay wrote
   */
  public BigDecimal amount() {
    return amount;
  }

  /**
   * The account's number.
   *
   * @return {@code account_number}
   */
  public AccountNumber accountNumber() {
    return accountNumber;
  }

  /**
   * The account.
   *
   * @return {@code bank_account_xid}, if SePay sent it
   */
  public Optional<BankAccountXid> bankAccountXid() {
    return value("bank_account_xid", BankAccountXid::new);
  }

  /**
   * The account's bank.
   *
   * @return {@code gateway}, if SePay sent it
   */
  public Optional<BrandName> gateway() {
    return value("gateway", BrandName::new);
  }

  /**
   * When it happened. Read are {@code yyyy-MM-dd HH:mm:ss}, ISO 8601 with or without an offset, and
   * seconds since 1970.
   *
   * @return {@code transaction_date}; empty if it cannot be read: see {@link
   *     #transactionDateText()}
   */
  public Optional<Instant> transactionDate() {
    return time("transaction_date");
  }

  /**
   * The time as SePay wrote it.
   *
   * @return the text of {@code transaction_date}, empty if there was none
   */
  public String transactionDateText() {
    return text("transaction_date").orElse("");
  }

  /**
   * What the payer wrote; may be of several lines.
   *
   * @return {@code content}, empty if there was none
   */
  public String content() {
    return text("content").orElse("");
  }

  /**
   * The virtual account that was paid to.
   *
   * @return {@code va}; empty for a payment to the account itself
   */
  public Optional<AccountNumber> virtualAccount() {
    return value("va", AccountNumber::new);
  }

  /**
   * The code that SePay found in the content, as the company is configured.
   *
   * @return {@code payment_code}, if it found one
   */
  public Optional<String> paymentCode() {
    return text("payment_code");
  }

  /**
   * The bank's own reference.
   *
   * @return {@code reference_code}, if the bank gave one
   */
  public Optional<String> referenceCode() {
    return text("reference_code");
  }

  /**
   * The balance afterwards. SePay says that it is not supported and always 0.
   *
   * @return {@code accumulated} in đồng, if SePay sent a number
   */
  public Optional<BigDecimal> accumulated() {
    return number("accumulated");
  }

  /** Returns id, direction, amount and time, and the account masked. */
  @Override
  public String toString() {
    return "BalanceNotification["
        + transactionId
        + ", "
        + direction
        + " "
        + amount
        + ", account "
        + accountNumber
        + ", "
        + transactionDate().map(Instant::toString).orElse("time unknown")
        + "]";
  }
}
