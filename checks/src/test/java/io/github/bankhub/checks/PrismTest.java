package io.github.bankhub.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.SampleCalls;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The client and the offline hub keep {@code openapi/bankhub.yaml}, as Prism reads it. */
class PrismTest {

  private static final ClientCredentials ANY = ClientCredentials.of("shop", "s3cret");

  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class As_mock {

    private final Prism prism = Prism.mock();

    @AfterAll
    void stop() {
      prism.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_client_understands_the_examples(Operation operation) {
      try (FeignBankHub hub = client(prism.baseUri(), ANY)) {
        assertThat(SampleCalls.perform(operation, hub)).isNotNull();
      }
      assertThat(prism.violations()).isEmpty();
    }
  }

  /** A response that repeats an id of the request has a random one here, so these are left out. */
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class As_mock_with_random_values {

    private final Prism prism = Prism.mock("--dynamic");

    @AfterAll
    void stop() {
      prism.close();
    }

    @ParameterizedTest
    @EnumSource(
        mode = EnumSource.Mode.MATCH_NONE,
        names = "GET_.*|LIST_BANK_ACCOUNTS|LIST_TRANSACTIONS|CREATE_TRANSACTION")
    void the_client_understands_every_response(Operation operation) {
      for (int i = 0; i < 25; i++) {
        try (FeignBankHub hub = client(prism.baseUri(), ANY)) {
          assertThatCode(() -> SampleCalls.perform(operation, hub)).doesNotThrowAnyException();
        }
      }
      assertThat(prism.violations()).isEmpty();
    }
  }

  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class As_proxy {

    private final InMemoryBankHub service =
        InMemoryBankHub.builder().data(SampleCalls::addData).build();
    private final BankHubServer server = BankHubServer.start(service);
    private final Prism prism = Prism.proxy(server.baseUri());

    @AfterAll
    void stop() {
      prism.close();
      server.close();
    }

    /** Without the upload: Prism passes a body on as text, which changes the bytes of an image. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UPLOAD_LOGO")
    void every_request_and_response_keeps_the_description(Operation operation) {
      service.control().reset();
      assertThat(outcome(operation)).isEqualTo("success");
      assertThat(prism.violations()).isEmpty();
    }

    /** Most of these responses break the description. The requests must not. */
    @ParameterizedTest
    @MethodSource("io.github.bankhub.checks.PrismTest#wholeFaults")
    void every_request_keeps_it_during_every_fault_that_keeps_HTTP_whole(FaultScenario scenario) {
      for (Operation operation : Operation.values()) {
        service.control().reset();
        service.control().inject(scenario.once().on(operation));
        outcome(operation);
        assertThat(statuses(operation)).as(operation.name()).isNotEmpty();
      }
      assertThat(prism.violations()).noneMatch(line -> line.contains("Violation: request"));
    }

    private List<Integer> statuses(Operation operation) {
      return service.control().journal().stream()
          .filter(entry -> entry.operation() == operation)
          .map(JournalEntry::status)
          .toList();
    }

    private String outcome(Operation operation) {
      try (FeignBankHub hub = client(prism.baseUri(), service.control().credentials())) {
        SampleCalls.perform(operation, hub);
        return "success";
      } catch (BankHubException e) {
        return e.toString();
      }
    }
  }

  /** A client without retries: each call is one request. */
  private static FeignBankHub client(URI baseUri, ClientCredentials credentials) {
    BankHubSettings settings =
        BankHubSettings.of(BankHubEnvironment.custom(baseUri), credentials)
            .withRetries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)));
    return FeignBankHub.builder(settings).build();
  }

  static Stream<FaultScenario> wholeFaults() {
    return Arrays.stream(FaultScenario.values()).filter(it -> !it.needsConnection());
  }
}
