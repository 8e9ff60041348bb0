package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections from the adapter to an offline service. They last until the test ends. */
final class Connections implements AutoCloseable {

  /** How the adapter reaches the service. */
  enum Transport {
    IN_PROCESS,
    OVER_SOCKET;

    boolean shows(FaultScenario scenario, Operation operation) {
      return this == OVER_SOCKET
          ? WITH_FAULTS_OVER_SOCKETS.contains(operation)
          : !scenario.needsConnection();
    }
  }

  static final Set<Operation> ONE_OF_EACH_KIND =
      Set.of(
          Operation.CREATE_ACCESS_TOKEN,
          Operation.CREATE_LINK_TOKEN,
          Operation.REVOKE_LINK_TOKEN,
          Operation.GET_COMPANY);

  /** No socket knows the operation, so that one of each kind stands for the others; see -Pfuzz. */
  static final Set<Operation> WITH_FAULTS_OVER_SOCKETS =
      Boolean.getBoolean("bankhub.faults.all") ? EnumSet.allOf(Operation.class) : ONE_OF_EACH_KIND;

  private static final Duration A_MILLI = Duration.ofMillis(1);

  private final Queue<Runnable> closings = new ConcurrentLinkedQueue<>();

  /** Connects with the given response timeout and almost no backoff. */
  BankHub connect(
      Transport transport,
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout) {
    return transport == Transport.OVER_SOCKET
        ? overSocket(service, rules, credentials, responseTimeout)
        : inProcess(service, SocketSettings.of(rules, credentials));
  }

  private BankHub overSocket(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout) {
    BankHubServer server = BankHubServer.start(service);
    Duration callTimeout = responseTimeout.multipliedBy(5);
    BankHubSettings settings =
        SocketSettings.of(rules.withBaseUri(server.baseUri()), credentials)
            .withTimeouts(new Timeouts(SocketSettings.LONG, responseTimeout, callTimeout))
            .withRetries(new Retries(2, A_MILLI, A_MILLI));
    FeignBankHub hub = builder(service, settings).build();
    closings.add(hub::close);
    closings.add(server::close);
    return hub;
  }

  private static BankHub inProcess(InMemoryBankHub service, BankHubSettings settings) {
    return builder(service, settings)
        .client(new InProcessClient(handler(service), service))
        .build();
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
