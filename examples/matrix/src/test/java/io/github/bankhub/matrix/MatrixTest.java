package io.github.bankhub.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.json.PackageVersion;
import feign.Feign;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.BankHubContract;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The packaged adapter, with the versions that an application's dependency management sets. */
class MatrixTest {

  @Nested
  class The_class_path {

    @Test
    void has_the_expected_versions() throws IOException {
      assertEquals(System.getProperty("expected.feign"), feignVersion());
      assertEquals(System.getProperty("expected.jackson"), PackageVersion.VERSION.toString());
      assertEquals(
          System.getProperty("expected.resilience4j"),
          CircuitBreaker.class.getPackage().getImplementationVersion());
    }

    @Test
    void has_no_HttpClient() {
      assertThrows(
          ClassNotFoundException.class, () -> Class.forName("org.apache.hc.core5.http.HttpHost"));
    }

    private String feignVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream file =
          Feign.class.getResourceAsStream(
              "/META-INF/maven/io.github.openfeign/feign-core/pom.properties")) {
        properties.load(file);
      }
      return properties.getProperty("version");
    }
  }

  @Test
  void a_call_is_measured() {
    InMemoryBankHub service = InMemoryBankHub.create();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub hub =
            FeignBankHub.builder(
                    BankHubSettings.of(server.environment(), service.control().credentials()))
                .listener(BankHubMeters.of(registry))
                .build()) {
      hub.accessToken();
    }
    assertEquals(1, registry.get("bankhub.calls").timer().count());
    assertEquals(1, registry.get("bankhub.token.renewals").counter().count());
  }

  @Nested
  class The_contract extends BankHubContract {

    private static final Duration BACKOFF = Duration.ofMillis(1);

    private final List<Runnable> closings = new ArrayList<>();

    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration responseTimeout) {
      BankHubServer server = BankHubServer.start(service);
      Timeouts timeouts =
          new Timeouts(Duration.ofSeconds(5), responseTimeout, responseTimeout.multipliedBy(5));
      BankHubSettings settings =
          BankHubSettings.of(rules.withBaseUri(server.baseUri()), credentials)
              .withTimeouts(timeouts)
              .withRetries(new Retries(3, BACKOFF, BACKOFF));
      FeignBankHub hub = FeignBankHub.builder(settings).clock(service.control().clock()).build();
      closings.addAll(List.of(hub::close, server::close));
      return hub;
    }

    @AfterEach
    void stop() {
      closings.forEach(Runnable::run);
    }
  }
}
