package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;

/** A linked bank account. Immutable. */
public record LinkedAccount(
    BankAccountXid xid,
    CompanyXid company,
    SandboxAccount account,
    boolean active,
    Instant createdAt,
    Instant updatedAt) {

  LinkedAccount withActive(boolean isActive, Instant now) {
    return new LinkedAccount(xid, company, account, isActive, createdAt, now);
  }
}
