package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.util.function.UnaryOperator;

/** A client in memory whose calls a test changes. */
public final class DecoratedClient {

  private DecoratedClient() {}

  public static BankHub of(
      BankHubService service,
      ClientCredentials credentials,
      BankHubEnvironment rules,
      UnaryOperator<OperationCaller> decoration) {
    CachedAccessToken token = new CachedAccessToken(service, credentials);
    return new InMemoryClient(decoration.apply(new RetryingCaller(service, token)), token, rules);
  }
}
