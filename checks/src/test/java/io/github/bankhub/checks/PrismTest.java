package io.github.bankhub.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.sample.Samples;
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
      try (FeignBankHub hub = EveryOperation.client(prism.baseUri(), ANY)) {
        assertThat(EveryOperation.call(operation, hub)).isNotNull();
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
        names = {
          "CREATE_ACCESS_TOKEN",
          "CREATE_LINK_TOKEN",
          "REVOKE_LINK_TOKEN",
          "LIST_COMPANIES",
          "CREATE_COMPANY",
          "EDIT_COMPANY"
        })
    void the_client_understands_every_response(Operation operation) {
      for (int i = 0; i < 25; i++) {
        try (FeignBankHub hub = EveryOperation.client(prism.baseUri(), ANY)) {
          assertThatCode(() -> EveryOperation.call(operation, hub)).doesNotThrowAnyException();
        }
      }
      assertThat(prism.violations()).isEmpty();
    }
  }

  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class As_proxy {

    private final InMemoryBankHub service =
        InMemoryBankHub.builder().data(As_proxy::addData).build();
    private final BankHubServer server = BankHubServer.start(service);
    private final Prism prism = Prism.proxy(server.baseUri());

    private static void addData(Control control) {
      control.addSamples();
      control.addLinkToken(EveryOperation.LINK_TOKEN, EveryOperation.SECRET, Samples.COMPANY);
      control.addTransaction(EveryOperation.TRANSACTION, EveryOperation.SIMULATED);
    }

    @AfterAll
    void stop() {
      prism.close();
      server.close();
    }

    @ParameterizedTest
    @EnumSource
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
      try (FeignBankHub hub = client()) {
        EveryOperation.call(operation, hub);
        return "success";
      } catch (BankHubException e) {
        return e.toString();
      }
    }

    private FeignBankHub client() {
      return EveryOperation.client(prism.baseUri(), service.control().credentials());
    }
  }

  static Stream<FaultScenario> wholeFaults() {
    return Arrays.stream(FaultScenario.values()).filter(it -> !it.needsConnection());
  }
}
