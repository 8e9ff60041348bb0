package io.github.bankhub.domain.account;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bank account with its holder's numbers and its virtual accounts. Immutable; prints no more than
 * a {@link BankAccount}.
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
   * The account in a response about one.
   *
   * @param response the fields of the JSON object
   * @param zone the zone in which a time without one is read
   * @return the account
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if there is no {@code xid}
   */
  public static BankAccountDetails of(
      Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return new BankAccountDetails(response, zone);
  }

  /**
   * The number of the holder's identity card, or a company's tax code: personal data.
   *
   * @return {@code identification_number}, if SePay sent it
   */
  public Optional<SensitiveNumber> identificationNumber() {
    return value("identification_number", SensitiveNumber::new);
  }

  /**
   * The holder's phone number: personal data.
   *
   * @return {@code phone_number}, if SePay sent it
   */
  public Optional<SensitiveNumber> phoneNumber() {
    return value("phone_number", SensitiveNumber::new);
  }

  /**
   * The virtual accounts.
   *
   * @return {@code va_list} in SePay's order, without what has no {@code xid}; unmodifiable
   */
  public List<VirtualAccount> virtualAccounts() {
    return virtualAccounts;
  }
}
