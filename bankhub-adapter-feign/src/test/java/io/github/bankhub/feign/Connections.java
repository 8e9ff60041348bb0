package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.server.BankHubServer;
import io.github.bankhub.testkit.server.OfflineWire;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The two ways from the adapter to an offline service. */
final class Connections implements AutoCloseable {

  private final List<Runnable> closings = new ArrayList<>();

  BankHub overSocket(InMemoryBankHub service, Environment rules, ClientCredentials credentials) {
    return overSocket(service, rules, credentials, UnaryOperator.identity());
  }

  BankHub overSocket(
      InMemoryBankHub service,
      Environment rules,
      ClientCredentials credentials,
      UnaryOperator<BankHubSettings> change) {
    BankHubServer server = BankHubServer.start(service);
    BankHubSettings settings = BankHubSettings.of(rules.at(server.baseUri()), credentials);
    FeignBankHub hub = builder(service, change.apply(settings)).build();
    closings.add(hub::close);
    closings.add(server::close);
    return hub;
  }

  BankHub inProcess(InMemoryBankHub service, Environment rules, ClientCredentials credentials) {
    OfflineWire wire = OfflineWire.of(service, service.environment().baseUri());
    return builder(service, BankHubSettings.of(rules, credentials))
        .client(new InProcess(wire, service))
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
