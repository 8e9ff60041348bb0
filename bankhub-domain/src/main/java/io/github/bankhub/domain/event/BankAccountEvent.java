package io.github.bankhub.domain.event;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.internal.JsonFields;
import java.util.Optional;

/** Something that happened to a bank account. Immutable. */
public abstract sealed class BankAccountEvent extends WebhookEvent {

  private final BankAccountXid account;

  private BankAccountEvent(JsonFields fields) {
    super(fields);
    this.account = data().required("bank_account_xid", BankAccountXid::new);
  }

  /**
   * The account.
   *
   * @return {@code bank_account_xid}
   */
  public final BankAccountXid bankAccountXid() {
    return account;
  }

  /**
   * The account's bank.
   *
   * @return {@code brand_name}, if SePay sent it
   */
  public final Optional<BrandName> brandName() {
    return data().value("brand_name", BrandName::new);
  }

  /**
   * Whose account it is.
   *
   * @return {@code account_type}, if SePay sent it
   */
  public final Optional<AccountType> accountType() {
    return data().value("account_type", AccountType::new);
  }

  /**
   * The account's number.
   *
   * @return {@code account_number}, if SePay sent it
   */
  public final Optional<AccountNumber> accountNumber() {
    return number();
  }

  /**
   * An account was linked: {@code BANK_ACCOUNT_LINKED}. It tells neither the holder's name nor the
   * company: {@code hub.bankAccounts().get(event.bankAccountXid())} does.
   */
  public static final class Linked extends BankAccountEvent {

    Linked(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.bankAccountLinked(this);
    }
  }

  /** An account was unlinked at the bank: {@code BANK_ACCOUNT_UNLINKED}. */
  public static final class Unlinked extends BankAccountEvent {

    Unlinked(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.bankAccountUnlinked(this);
    }
  }

  /**
   * An account was switched off at SePay and may still be linked at the bank: {@code
   * BANK_ACCOUNT_INACTIVATED}, also spelt {@code BANK_ACCOUNT_INACTIVED}.
   */
  public static final class Inactivated extends BankAccountEvent {

    Inactivated(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.bankAccountInactivated(this);
    }
  }
}
