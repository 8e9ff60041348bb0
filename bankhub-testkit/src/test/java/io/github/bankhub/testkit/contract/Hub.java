package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;

/** A hub of given ports. */
record Hub(Environment environment, LinkTokens linkTokens, AccessTokens accessTokens)
    implements BankHub {

  static Hub of(BankHub right, LinkTokens linkTokens) {
    return new Hub(right.environment(), linkTokens, right.accessTokens());
  }

  static Hub of(BankHub right, AccessTokens accessTokens) {
    return new Hub(right.environment(), right.linkTokens(), accessTokens);
  }
}
