package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.Connections.Transport;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.BankHubContract;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every contract, on the adapter with each transport. */
@ParameterizedClass
@EnumSource
class ContractsTest extends BankHubContract {

  @Parameter private Transport transport;
  @AutoClose private final Connections connections = new Connections();

  @Override
  protected BankHub connect(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout) {
    return connections.connect(transport, service, rules, credentials, responseTimeout);
  }

  @Override
  protected boolean shows(FaultScenario scenario) {
    return transport.shows(scenario);
  }
}
