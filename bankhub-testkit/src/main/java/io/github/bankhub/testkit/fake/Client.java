package io.github.bankhub.testkit.fake;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.internal.Engine;

/** The service as one client sees it. */
record Client(
    Environment environment,
    LinkTokens linkTokens,
    BankAccounts bankAccounts,
    AccessTokens accessTokens)
    implements BankHub {

  Client(Engine engine, ClientCredentials credentials, Environment rules) {
    this(engine, new CachedAccessToken(engine, credentials), rules);
  }

  private Client(Engine engine, CachedAccessToken token, Environment rules) {
    this(engine, new Caller(engine, token), token, rules);
  }

  private Client(Engine engine, Caller caller, CachedAccessToken token, Environment rules) {
    this(
        rules,
        new InMemoryLinkTokens(engine, caller, rules),
        new InMemoryBankAccounts(caller),
        token);
  }
}
