package io.github.bankhub.domain.account;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bank account with its holder's numbers and its virtual accounts. Immutable. Printing it shows
 * no more than printing a {@link BankAccount}.
 *
 * <p>SePay documents no {@code account_type} here. Source: page "Bank account detail".
 */
public final class BankAccountDetails extends BankAccount {

  private final List<VirtualAccount> virtualAccounts;

  private BankAccountDetails(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.virtualAccounts = objects("va_list", VirtualAccount::new);
  }

  /**
   * {@return the account in a response}
   *
   * @param response the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code xid} is missing
   */
  public static BankAccountDetails of(
      Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return new BankAccountDetails(response, zone);
  }

  /**
   * {@return the number of the holder's identity card or a company's tax code, {@code
   * identification_number}, if SePay sent it} It is personal data.
   */
  public Optional<SensitiveNumber> identificationNumber() {
    return value("identification_number", SensitiveNumber::new);
  }

  /**
   * {@return the holder's phone number, {@code phone_number}, if SePay sent it} It is personal
   * data.
   */
  public Optional<SensitiveNumber> phoneNumber() {
    return value("phone_number", SensitiveNumber::new);
  }

  /**
   * {@return the virtual accounts, {@code va_list}, in SePay's order, without items that have no
   * {@code xid}; unmodifiable}
   */
  public List<VirtualAccount> virtualAccounts() {
    return virtualAccounts;
  }
}
