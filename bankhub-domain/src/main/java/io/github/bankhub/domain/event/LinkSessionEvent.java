package io.github.bankhub.domain.event;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.internal.JsonFields;
import java.util.Optional;

/** An event of a link session, which is a visit to the hosted page. Immutable. */
public abstract sealed class LinkSessionEvent extends WebhookEvent {

  private LinkSessionEvent(JsonFields fields) {
    super(fields);
  }

  /** A session started: {@code LINK_SESSION_INITIALIZED}. */
  public static final class Initialized extends LinkSessionEvent {

    Initialized(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkSessionInitialized(this);
    }
  }

  /** A session started again: {@code LINK_SESSION_REINITIALIZED}. SePay shows no sample. */
  public static final class Reinitialized extends LinkSessionEvent {

    Reinitialized(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkSessionReinitialized(this);
    }
  }

  /**
   * A session changed its state: {@code LINK_SESSION_STATE_CHANGED}. Later states contain more
   * fields of the account.
   */
  public static final class StateChanged extends LinkSessionEvent {

    private final LinkSessionState state;

    StateChanged(JsonFields fields) {
      super(fields);
      this.state = data().required("state", LinkSessionState::new);
    }

    /** {@return the new state, {@code state}} */
    public LinkSessionState state() {
      return state;
    }

    /** {@return the account's bank, {@code brand_name}, once it is chosen} */
    public Optional<BrandName> brandName() {
      return data().value("brand_name", BrandName::new);
    }

    /** {@return the account's type, {@code account_type}, once it is chosen} */
    public Optional<AccountType> accountType() {
      return data().value("account_type", AccountType::new);
    }

    /** {@return the account's number, {@code account_number}, once it is entered} */
    public Optional<AccountNumber> accountNumber() {
      return number();
    }

    /**
     * {@return the holder's name, {@code account_holder_name}, once the bank has returned it} It is
     * personal data.
     */
    public Optional<String> accountHolderName() {
      return data().text("account_holder_name");
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkSessionStateChanged(this);
    }
  }

  /** A session to link or unlink was completed: {@code LINK_SESSION_COMPLETED}. */
  public static final class Completed extends LinkSessionEvent {

    Completed(JsonFields fields) {
      super(fields);
    }

    /**
     * {@return the account that was linked or unlinked, {@code bank_account_xid}, if SePay sent it}
     */
    public Optional<BankAccountXid> bankAccountXid() {
      return data().value("bank_account_xid", BankAccountXid::new);
    }

    /**
     * {@return whether the session was to unlink, {@code unlinked}; false if SePay did not send it}
     */
    public boolean isUnlinked() {
      return data().flag("unlinked");
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkSessionCompleted(this);
    }
  }

  /**
   * A session failed: {@code LINK_SESSION_FAILED}. SePay shows no sample and no field for the
   * reason.
   */
  public static final class Failed extends LinkSessionEvent {

    Failed(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkSessionFailed(this);
    }
  }

  /** A session was abandoned: {@code LINK_SESSION_ABANDONED}. SePay shows no sample. */
  public static final class Abandoned extends LinkSessionEvent {

    Abandoned(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkSessionAbandoned(this);
    }
  }

  /** A session expired: {@code LINK_SESSION_EXPIRED}. SePay shows no sample. */
  public static final class Expired extends LinkSessionEvent {

    Expired(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkSessionExpired(this);
    }
  }
}
