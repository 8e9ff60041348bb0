package io.github.bankhub.feign;

import feign.Client;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Connections from the adapter to an offline service. They last until the test ends. */
final class Connections implements AutoCloseable {

  /** How the adapter reaches the service. */
  enum Transport {
    IN_PROCESS,
    OVER_SOCKET;

    boolean shows(FaultScenario scenario) {
      // In process there is no HTTP client, which undoes compression.
      return this == OVER_SOCKET
          || (!scenario.needsConnection() && scenario != FaultScenario.BROKEN_GZIP);
    }
  }

  private static final Duration A_MILLI = Duration.ofMillis(1);

  private final List<Runnable> closings = new ArrayList<>();

  BankHub connect(
      Transport transport,
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials) {
    return transport == Transport.OVER_SOCKET
        ? overSocket(service, rules, credentials, UnaryOperator.identity())
        : inProcess(service, rules, credentials, new InProcessClient(handler(service), service));
  }

  /** The same for faults: with the given timeout, almost no backoff, and no look at the spec. */
  BankHub connect(
      Transport transport,
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout) {
    Duration callTimeout = responseTimeout.multipliedBy(5);
    Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), responseTimeout, callTimeout);
    Retries retries = new Retries(3, A_MILLI, A_MILLI);
    return transport == Transport.OVER_SOCKET
        ? overSocket(
            service,
            rules,
            credentials,
            settings -> settings.withTimeouts(timeouts).withRetries(retries))
        : inProcess(service, rules, credentials, InProcessClient.withoutSpec(handler(service)));
  }

  private BankHub overSocket(
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

  private static BankHub inProcess(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Client client) {
    return builder(service, BankHubSettings.of(rules, credentials)).client(client).build();
  }

  private static BankHubHttpHandler handler(InMemoryBankHub service) {
    return BankHubHttpHandler.of(service, service.environment().baseUri());
  }

  private static FeignBankHub.Builder builder(InMemoryBankHub service, BankHubSettings settings) {
    return FeignBankHub.builder(settings).clock(service.control().clock());
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}
