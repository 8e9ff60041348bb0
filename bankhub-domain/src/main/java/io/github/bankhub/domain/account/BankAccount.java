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
 * A bank account that is linked to a company.
 *
 * <p>Every field that SePay sent is kept, documented or not: see {@link #fields()}. Numbers and
 * flags may come as text. What is missing or cannot be read is empty; the id alone must be there.
 *
 * <p>Immutable. Two accounts are equal if all their fields are and their times were read in the
 * same zone. Printing one masks its number and leaves out its holder and its balance. Source: page
 * "List bank accounts".
 */
public sealed class BankAccount extends ApiObject permits BankAccountDetails {

  private final BankAccountXid xid;

  BankAccount(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.xid = required("xid", BankAccountXid::new);
  }

  /**
   * The account in an item of a list.
   *
   * @param item the fields of the JSON object
   * @param zone the zone in which a time without one is read
   * @return the account
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if there is no {@code xid}
   */
  public static BankAccount of(Map<String, ? extends @Nullable Object> item, ZoneId zone) {
    return new BankAccount(item, zone);
  }

  /**
   * The account's id: {@code bank_account_xid} elsewhere.
   *
   * @return {@code xid}
   */
  public final BankAccountXid xid() {
    return xid;
  }

  /**
   * The company that it is linked to.
   *
   * @return {@code company_xid}, if SePay sent it
   */
  public final Optional<CompanyXid> companyXid() {
    return value("company_xid", CompanyXid::new);
  }

  /**
   * The account's bank.
   *
   * @return {@code brand_name}, if SePay sent it
   */
  public final Optional<BrandName> brandName() {
    return value("brand_name", BrandName::new);
  }

  /**
   * The holder's name, which is personal data.
   *
   * @return {@code account_holder_name}, if SePay sent it
   */
  public final Optional<String> accountHolderName() {
    return text("account_holder_name");
  }

  /**
   * The account's number.
   *
   * @return {@code account_number}, if SePay sent it
   */
  public final Optional<AccountNumber> accountNumber() {
    return value("account_number", AccountNumber::new);
  }

  /**
   * Whose account it is.
   *
   * @return {@code account_type}, if SePay sent it
   */
  public final Optional<AccountType> accountType() {
    return value("account_type", AccountType::new);
  }

  /**
   * The balance.
   *
   * @return {@code accumulated} in đồng, with the digits that SePay wrote, if it is a number
   */
  public final Optional<BigDecimal> accumulated() {
    return number("accumulated");
  }

  /**
   * Tells whether the account is connected to the bank's interface.
   *
   * @return {@code bank_api_connected}; false if SePay did not send it
   */
  public final boolean isBankApiConnected() {
    return flag("bank_api_connected");
  }

  /**
   * Tells whether SePay watches the account.
   *
   * @return {@code active}; false if SePay did not send it
   */
  public final boolean isActive() {
    return flag("active");
  }

  /**
   * When money moved last.
   *
   * @return {@code last_transaction}; empty if there was none or it cannot be read
   */
  public final Optional<Instant> lastTransactionAt() {
    return time("last_transaction");
  }

  /**
   * When it was linked first.
   *
   * @return {@code created_at}; empty if it cannot be read
   */
  public final Optional<Instant> createdAt() {
    return time("created_at");
  }

  /**
   * When it was changed last.
   *
   * @return {@code updated_at}; empty if it cannot be read
   */
  public final Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** Returns ids, bank and state, and the number masked. */
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
