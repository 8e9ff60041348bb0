package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One visit of a user to a hosted page. Not thread-safe. */
public final class Session {

  private final String xid;
  private final Instant createdAt;
  private final Instant expiresAt;
  private LinkSessionState state = LinkSessionState.PENDING;
  private String status = LinkState.ACTIVE;
  private Instant updatedAt;
  private @Nullable Instant finishedAt;
  @Nullable String bank;
  @Nullable AccountType type;
  @Nullable SandboxAccount account;
  @Nullable BankRejection rejection;
  @Nullable BankAccountXid linked;
  Map<String, String> entered = Map.of();

  Session(String xid, Instant createdAt, Instant expiresAt) {
    this.xid = xid;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.expiresAt = expiresAt;
  }

  public String xid() {
    return xid;
  }

  public LinkSessionState state() {
    return state;
  }

  public String status() {
    return status;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public @Nullable Instant finishedAt() {
    return finishedAt;
  }

  boolean isActive() {
    return finishedAt == null;
  }

  void choose(SandboxAccount chosen) {
    bank = chosen.bank();
    type = chosen.type();
    account = chosen;
  }

  void enter(LinkState newState, Instant now) {
    if (newState.sessionState() != null) {
      state = newState.sessionState();
    }
    status = newState.sessionStatus();
    updatedAt = now;
    finishedAt = newState.hasActiveSession() ? null : now;
  }
}
