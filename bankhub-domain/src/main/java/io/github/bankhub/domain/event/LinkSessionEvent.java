package io.github.bankhub.domain.event;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.internal.JsonFields;
import java.util.Optional;

/** Something that happened during a visit to the hosted page. Immutable. */
public abstract sealed class LinkSessionEvent extends WebhookEvent {

  private LinkSessionEvent(JsonFields fields) {
    super(fields);
  }

  /** A visit began: {@code LINK_SESSION_INITIALIZED}. */
  public static final class Initialized extends LinkSessionEvent {

    Initialized(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkSessionInitialized(this);
    }
  }

  /** A visit began again: {@code LINK_SESSION_REINITIALIZED}. SePay shows no sample. */
  public static final class Reinitialized extends LinkSessionEvent {

    Reinitialized(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkSessionReinitialized(this);
    }
  }

  /**
   * A visit came to another state: {@code LINK_SESSION_STATE_CHANGED}. The further it is, the more
   * is told of the account.
   */
  public static final class StateChanged extends LinkSessionEvent {

    private final LinkSessionState state;

    StateChanged(JsonFields fields) {
      super(fields);
      this.state = data().required("state", LinkSessionState::new);
    }

    /**
     * How far the visit has come.
     *
     * @return {@code state}
     */
    public LinkSessionState state() {
      return state;
    }

    /**
     * The account's bank.
     *
     * @return {@code brand_name}, once it is chosen
     */
    public Optional<BrandName> brandName() {
      return data().value("brand_name", BrandName::new);
    }

    /**
     * Whose account it is.
     *
     * @return {@code account_type}, once it is chosen
     */
    public Optional<AccountType> accountType() {
      return data().value("account_type", AccountType::new);
    }

    /**
     * The account's number.
     *
     * @return {@code account_number}, once it is named
     */
    public Optional<AccountNumber> accountNumber() {
      return number();
    }

    /**
     * The holder's name, which is personal data.
     *
     * @return {@code account_holder_name}, once the bank has told it
     */
    public Optional<String> accountHolderName() {
      return data().text("account_holder_name");
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkSessionStateChanged(this);
    }
  }

  /** A visit reached its end: {@code LINK_SESSION_COMPLETED}, of linking and of unlinking. */
  public static final class Completed extends LinkSessionEvent {

    Completed(JsonFields fields) {
      super(fields);
    }

    /**
     * The account that was linked or unlinked.
     *
     * @return {@code bank_account_xid}, if SePay sent one
     */
    public Optional<BankAccountXid> bankAccountXid() {
      return data().value("bank_account_xid", BankAccountXid::new);
    }

    /**
     * Tells whether it was a visit to unlink.
     *
     * @return {@code unlinked}; false if SePay did not send it, as for linking
     */
    public boolean isUnlinked() {
      return data().flag("unlinked");
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkSessionCompleted(this);
    }
  }

  /**
   * A visit failed: {@code LINK_SESSION_FAILED}. SePay shows no sample, nor a field for the reason.
   */
  public static final class Failed extends LinkSessionEvent {

    Failed(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkSessionFailed(this);
    }
  }

  /** A visit was given up: {@code LINK_SESSION_ABANDONED}. SePay shows no sample. */
  public static final class Abandoned extends LinkSessionEvent {

    Abandoned(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkSessionAbandoned(this);
    }
  }

  /** A visit ended by its time: {@code LINK_SESSION_EXPIRED}. SePay shows no sample. */
  public static final class Expired extends LinkSessionEvent {

    Expired(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkSessionExpired(this);
    }
  }
}
