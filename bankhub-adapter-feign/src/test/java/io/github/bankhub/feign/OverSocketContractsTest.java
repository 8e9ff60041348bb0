package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.Connections.Transport;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.BankHubContract;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;

/** Every contract, on the adapter over HTTP; -Pfuzz adds the faults of every operation. */
@Order(1) // It waits a lot: other tests run meanwhile.
class OverSocketContractsTest extends BankHubContract {

  @AutoClose private final Connections connections = new Connections();

  @Override
  protected BankHub connect(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout) {
    return connections.connect(Transport.OVER_SOCKET, service, rules, credentials, responseTimeout);
  }

  @Override
  protected boolean shows(FaultScenario scenario, Operation operation) {
    return Transport.OVER_SOCKET.shows(scenario, operation);
  }
}
