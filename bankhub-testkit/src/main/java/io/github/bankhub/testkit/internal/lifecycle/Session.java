package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One visit to a hosted page. Not thread-safe. */
public final class Session {

  private final String xid;
  private final Instant createdAt;
  private final Instant expiresAt;
  private LinkSessionState state = LinkSessionState.PENDING;
  private String status = "Active";
  private Instant updatedAt;
  private @Nullable Instant finishedAt;
  @Nullable String bank;
  @Nullable AccountType type;
  @Nullable SandboxAccount account;
  @Nullable BankRejection refusal;
  @Nullable BankAccountXid linked;

  Session(String xid, Instant createdAt, Instant expiresAt) {
    this.xid = xid;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.expiresAt = expiresAt;
  }

  /** The session's id. */
  public String xid() {
    return xid;
  }

  /** How far it has come. */
  public LinkSessionState state() {
    return state;
  }

  /** Active, Completed, Failed, Abandoned, Expired or Revoked. Assumed: SePay lists no values. */
  public String status() {
    return status;
  }

  /** When it began. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When something last happened in it. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** When it ends, if nothing ends it before. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** When it ended; null while it runs. */
  public @Nullable Instant finishedAt() {
    return finishedAt;
  }

  boolean runs() {
    return finishedAt == null;
  }

  void transitionTo(LinkSessionState newState, Instant now) {
    state = newState;
    updatedAt = now;
  }

  void ends(String newStatus, Instant now) {
    status = newStatus;
    updatedAt = now;
    finishedAt = now;
  }
}
