package io.github.bankhub.domain.account;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.json.ApiObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bank account that is linked to a company. Only the id is required.
 *
 * <p>Immutable. Printing one masks its number and omits its holder and its balance. Source: page
 * "List bank accounts".
 */
public sealed class BankAccount extends ApiObject permits BankAccountDetails {

  private final BankAccountXid xid;

  BankAccount(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.xid = required("xid", BankAccountXid::new);
  }

  /**
   * {@return the account in an item of a list}
   *
   * @param item the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code xid} is missing
   */
  public static BankAccount of(Map<String, ? extends @Nullable Object> item, ZoneId zone) {
    return new BankAccount(item, zone);
  }

  /** {@return the account's id, {@code xid}; elsewhere it is {@code bank_account_xid}} */
  public final BankAccountXid xid() {
    return xid;
  }

  /** {@return the company that the account is linked to, {@code company_xid}, if SePay sent it} */
  public final Optional<CompanyXid> companyXid() {
    return value("company_xid", CompanyXid::new);
  }

  /** {@return the account's bank, {@code brand_name}, if SePay sent it} */
  public final Optional<BrandName> brandName() {
    return value("brand_name", BrandName::new);
  }

  /**
   * {@return the holder's name, {@code account_holder_name}, if SePay sent it} It is personal data.
   */
  public final Optional<String> accountHolderName() {
    return text("account_holder_name");
  }

  /** {@return the account's number, {@code account_number}, if SePay sent it} */
  public final Optional<AccountNumber> accountNumber() {
    return value("account_number", AccountNumber::new);
  }

  /** {@return the account's type, {@code account_type}, if SePay sent it} */
  public final Optional<AccountType> accountType() {
    return value("account_type", AccountType::new);
  }

  /**
   * {@return the balance in đồng, {@code accumulated}, with SePay's digits; empty if not a number}
   */
  public final Optional<BigDecimal> accumulated() {
    return number("accumulated");
  }

  /**
   * {@return whether the account is connected to the bank's API, {@code bank_api_connected}; false
   * if SePay did not send it}
   */
  public final boolean isBankApiConnected() {
    return flag("bank_api_connected");
  }

  /**
   * {@return whether SePay monitors the account, {@code active}; false if SePay did not send it}
   */
  public final boolean isActive() {
    return flag("active");
  }

  /**
   * {@return the time of the last transaction, {@code last_transaction}; empty if there is none or
   * the time is unreadable}
   */
  public final Optional<Instant> lastTransactionAt() {
    return time("last_transaction");
  }

  /** {@return the time at which it was first linked, {@code created_at}; empty if unreadable} */
  public final Optional<Instant> createdAt() {
    return time("created_at");
  }

  /** {@return the time of its last change, {@code updated_at}; empty if unreadable} */
  public final Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** {@return ids, bank and state, and the masked number} */
  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + "["
        + xid
        + companyXid().map(company -> ", company " + company).orElse("")
        + brandName().map(brand -> ", " + brand).orElse("")
        + accountNumber().map(number -> ", account " + number).orElse("")
        + (isActive() ? ", active]" : ", not active]");
  }
}
