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
      BankHubService service, ClientCredentials credentials, BankHubEnvironment rules) {
    this(service, new CachedAccessToken(service, credentials), rules);
  }

  private InMemoryClient(
      BankHubService service, CachedAccessToken token, BankHubEnvironment rules) {
    this(new RetryingCaller(service, token), token, rules);
  }

  /** A client that calls in its own way. */
  public InMemoryClient(OperationCaller caller, AccessTokens token, BankHubEnvironment rules) {
    this(rules, new InMemoryLinkTokens(caller, rules), new InMemoryBankAccounts(caller), token);
  }
}
