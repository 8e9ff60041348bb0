package io.github.bankhub.examples.quickstart.snippets;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.BankHubSettings.Retries;
import io.github.bankhub.feign.settings.BankHubSettings.Timeouts;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.FaultsContract;
import io.github.bankhub.testkit.contract.LinkTokensContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
    public LinkTokens linkTokens() {
      return hub.linkTokens();
    }

    @Override
    public BankAccounts bankAccounts() {
      return hub.bankAccounts();
    }

    @Override
    public AccessTokens accessTokens() {
      return hub.accessTokens();
    }
  }

  private static FeignBankHub myHub(
      BankHubEnvironment environment, ClientCredentials credentials, InstantSource clock) {
    return FeignBankHub.builder(BankHubSettings.of(environment, credentials)).clock(clock).build();
  }

  private static FeignBankHub myHub(
      BankHubEnvironment environment,
      ClientCredentials credentials,
      InstantSource clock,
      Duration patience) {
    Duration pause = Duration.ofMillis(1);
    BankHubSettings settings =
        BankHubSettings.of(environment, credentials)
            .withTimeouts(new Timeouts(Duration.ofSeconds(5), patience, patience.multipliedBy(5)))
            .withRetries(new Retries(3, pause, pause));
    return FeignBankHub.builder(settings).clock(clock).build();
  }

  @Nested
  class MyLinkTokensOverHttpTest extends LinkTokensContract {
    private final List<Runnable> closings = new ArrayList<>();

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHubServer server = BankHubServer.start(service);
      var hub = myHub(rules.withBaseUri(server.baseUri()), credentials, service.control().clock());
      closings.addAll(List.of(hub::close, server::close));
      return hub;
    }

    @AfterEach
    void stop() {
      closings.forEach(Runnable::run);
    }
  }

  @Nested
  class MyLinkTokensTest extends LinkTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return new MyBankHub(service.connectedAs(credentials, rules)); // your own class
    }
  }

  @Nested
  class MyFaultsTest extends FaultsContract {
    private final List<Runnable> closings = new ArrayList<>();

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHubServer server = BankHubServer.start(service);
      Duration patience = Duration.ofMillis(700); // some responses never come
      var hub =
          myHub(
              rules.withBaseUri(server.baseUri()),
              credentials,
              service.control().clock(),
              patience);
      closings.addAll(List.of(hub::close, server::close));
      return hub;
    }

    @AfterEach
    void stop() {
      closings.forEach(Runnable::run);
    }
  }
}
