package io.github.bankhub.domain.event;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.internal.JsonFields;
import java.util.Optional;

/** An event of a bank account. Immutable. */
public abstract sealed class BankAccountEvent extends WebhookEvent {

  private final BankAccountXid account;

  private BankAccountEvent(JsonFields fields) {
    super(fields);
    this.account = data().required("bank_account_xid", BankAccountXid::new);
  }

  /** {@return the account, {@code bank_account_xid}} */
  public final BankAccountXid bankAccountXid() {
    return account;
  }

  /** {@return the account's bank, {@code brand_name}, if SePay sent it} */
  public final Optional<BrandName> brandName() {
    return data().value("brand_name", BrandName::new);
  }

  /** {@return the account's type, {@code account_type}, if SePay sent it} */
  public final Optional<AccountType> accountType() {
    return data().value("account_type", AccountType::new);
  }

  /** {@return the account's number, {@code account_number}, if SePay sent it} */
  public final Optional<AccountNumber> accountNumber() {
    return number();
  }

  /**
   * An account was linked: {@code BANK_ACCOUNT_LINKED}. The event contains neither the holder's
   * name nor the company: {@code hub.bankAccounts().get(event.bankAccountXid())} returns them.
   */
  public static final class Linked extends BankAccountEvent {

    Linked(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.bankAccountLinked(this);
    }
  }

  /** An account was unlinked at the bank: {@code BANK_ACCOUNT_UNLINKED}. */
  public static final class Unlinked extends BankAccountEvent {

    Unlinked(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.bankAccountUnlinked(this);
    }
  }

  /**
   * An account was deactivated at SePay and may still be linked at the bank: {@code
   * BANK_ACCOUNT_INACTIVATED}, also spelled {@code BANK_ACCOUNT_INACTIVED}.
   */
  public static final class Inactivated extends BankAccountEvent {

    Inactivated(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.bankAccountInactivated(this);
    }
  }
}
