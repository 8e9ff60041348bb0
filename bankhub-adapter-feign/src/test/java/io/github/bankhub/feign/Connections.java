package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The two ways from the adapter to an offline service. */
final class Connections implements AutoCloseable {

  private final List<Runnable> closings = new ArrayList<>();

  BankHub overSocket(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    return overSocket(service, rules, credentials, UnaryOperator.identity());
  }

  BankHub overSocket(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      UnaryOperator<BankHubSettings> change) {
    BankHubServer server = BankHubServer.start(service);
    BankHubSettings settings = BankHubSettings.of(rules.withBaseUri(server.baseUri()), credentials);
    FeignBankHub hub = builder(service, change.apply(settings)).build();
    closings.add(hub::close);
    closings.add(server::close);
    return hub;
  }

  BankHub inProcess(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHubHttpHandler wire = BankHubHttpHandler.of(service, service.environment().baseUri());
    return builder(service, BankHubSettings.of(rules, credentials))
        .client(new InProcessClient(wire, service))
        .build();
  }

  private static FeignBankHub.Builder builder(InMemoryBankHub service, BankHubSettings settings) {
    return FeignBankHub.builder(settings).clock(service.control().clock());
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}
