package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.internal.service.BankHubService;

/** The service as one client sees it. */
public record InMemoryClient(
    BankHubEnvironment environment,
    LinkTokens linkTokens,
    BankAccounts bankAccounts,
    AccessTokens accessTokens)
    implements BankHub {

  public InMemoryClient(
      BankHubService engine, ClientCredentials credentials, BankHubEnvironment rules) {
    this(engine, new CachedAccessToken(engine, credentials), rules);
  }

  private InMemoryClient(BankHubService engine, CachedAccessToken token, BankHubEnvironment rules) {
    this(engine, new RetryingCaller(engine, token), token, rules);
  }

  private InMemoryClient(
      BankHubService engine,
      RetryingCaller caller,
      CachedAccessToken token,
      BankHubEnvironment rules) {
    this(
        rules,
        new InMemoryLinkTokens(engine, caller, rules),
        new InMemoryBankAccounts(caller),
        token);
  }
}
