package io.github.bankhub.examples.quickstart.snippets;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.BankHubContract;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class ContractTest {

  /** Stands for an implementation of the reader. */
  private record MyBankHub(BankHub hub) implements BankHub {
    @Override
    public BankHubEnvironment environment() {
      return hub.environment();
    }

    @Override
    public AccessToken accessToken() {
      return hub.accessToken();
    }

    @Override
    public <T> T call(
        Operation operation,
        Map<String, ?> fields,
        BiFunction<Map<String, Object>, ZoneId, T> reader) {
      return hub.call(operation, fields, reader);
    }

    @Override
    public BankHub with(CallOptions options) {
      return new MyBankHub(hub.with(options));
    }
  }

  private static FeignBankHub myHub(
      BankHubEnvironment environment,
      ClientCredentials credentials,
      InstantSource clock,
      Duration responseTimeout) {
    Duration callTimeout = responseTimeout.multipliedBy(5);
    Duration backoff = Duration.ofMillis(1);
    BankHubSettings settings =
        BankHubSettings.of(environment, credentials)
            .withTimeouts(new Timeouts(Duration.ofSeconds(5), responseTimeout, callTimeout))
            .withRetries(new Retries(2, backoff, backoff));
    return FeignBankHub.builder(settings).clock(clock).build();
  }

  abstract static class MyBankHubOverHttpTest extends BankHubContract {
    private final Queue<Runnable> closings = new ConcurrentLinkedQueue<>();

    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration responseTimeout) {
      BankHubServer server = BankHubServer.start(service);
      var environment = rules.withBaseUri(server.baseUri());
      var hub = myHub(environment, credentials, service.control().clock(), responseTimeout);
      closings.addAll(List.of(hub::close, server::close));
      return hub;
    }

    @AfterEach
    void stop() {
      closings.forEach(Runnable::run);
    }
  }

  /** The adapter's own tests play all faults. Here, some show that the snippet plays them. */
  @Nested
  class With_some_faults extends MyBankHubOverHttpTest {
    private static final Set<FaultScenario> SOME =
        EnumSet.of(
            FaultScenario.RESET_BEFORE_RESPONSE,
            FaultScenario.STALL_BEFORE_RESPONSE,
            FaultScenario.BROKEN_JSON,
            FaultScenario.SERVER_ERROR_500);

    @Override
    protected boolean shows(FaultScenario scenario, Operation operation) {
      return SOME.contains(scenario);
    }
  }

  @Nested
  class MyBankHubTest extends BankHubContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration responseTimeout) {
      return new MyBankHub(service.connectedAs(credentials, rules)); // your own class
    }
  }

  @Nested
  class MyLinkTokensTest extends BankHubContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration responseTimeout) {
      return new MyBankHub(service.connectedAs(credentials, rules));
    }

    @Override
    protected Set<Operation> operations() {
      return Set.of(Operation.CREATE_ACCESS_TOKEN, Operation.CREATE_LINK_TOKEN);
    }
  }
}
