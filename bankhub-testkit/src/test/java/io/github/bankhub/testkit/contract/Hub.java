package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import java.util.function.Function;

/** A hub of given ports. */
record Hub(
    BankHubEnvironment environment,
    LinkTokens linkTokens,
    BankAccounts bankAccounts,
    AccessTokens accessTokens)
    implements BankHub {

  static Hub creating(BankHub right, Function<LinkTokenRequest, LinkToken> create) {
    return of(right, new Creates(right.linkTokens(), create));
  }

  static Hub of(BankHub right, LinkTokens linkTokens) {
    return new Hub(right.environment(), linkTokens, right.bankAccounts(), right.accessTokens());
  }

  static Hub of(BankHub right, AccessTokens accessTokens) {
    return new Hub(right.environment(), right.linkTokens(), right.bankAccounts(), accessTokens);
  }
}
