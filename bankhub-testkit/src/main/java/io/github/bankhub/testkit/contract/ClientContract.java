package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.FaultCase.FaultTest;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** The base of the contracts for clients of Bank Hub. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class ClientContract {

  static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
  private static final BankHubEnvironment SANDBOX = BankHubEnvironment.SANDBOX;
  private static final BankHubEnvironment PRODUCTION = BankHubEnvironment.PRODUCTION;

  private final List<Operation> operations;

  TestedImplementation implementation;

  /** The service and the client of this test, in the sandbox unless the test says otherwise. */
  ContractFixture fixture;

  ClientContract(Operation... operations) {
    this.operations = List.of(operations);
  }

  @BeforeEach
  final void connect(TestedImplementation tested) {
    implementation = tested;
    for (Operation operation : operations) {
      assumeTrue(
          tested.operations().contains(operation),
          () -> "operations() says that the implementation does not offer " + operation);
    }
    fixture = sandbox();
  }

  final ContractFixture sandbox() {
    return fixture(SANDBOX, SANDBOX);
  }

  final ContractFixture production() {
    return fixture(PRODUCTION, PRODUCTION);
  }

  /** A client that would accept more than the service. */
  final ContractFixture productionWithLenientClient() {
    return fixture(PRODUCTION, SANDBOX);
  }

  private ContractFixture fixture(BankHubEnvironment served, BankHubEnvironment rules) {
    assumeTrue(
        served.equals(SANDBOX) || implementation.realCompany().isEmpty(),
        "the rule needs the rules of production");
    InMemoryBankHub service = InMemoryBankHub.builder().environment(served).build();
    return fixture(service, rules, service.control().credentials(), RESPONSE_TIMEOUT);
  }

  /** A client of the service of this test, with other credentials. */
  final ContractFixture clientWith(ClientCredentials credentials) {
    InMemoryBankHub service = fixture.offline().orElseGet(InMemoryBankHub::create);
    return fixture(service, SANDBOX, credentials, RESPONSE_TIMEOUT);
  }

  final ContractFixture sandbox(Duration responseTimeout) {
    InMemoryBankHub service = InMemoryBankHub.create();
    return fixture(service, SANDBOX, service.control().credentials(), responseTimeout);
  }

  private ContractFixture fixture(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration timeout) {
    BankHub hub = implementation.connect(service, rules, credentials, timeout);
    return implementation
        .realCompany()
        .map(company -> new ContractFixture(Optional.empty(), hub, company))
        .orElseGet(() -> ContractFixture.of(service, hub));
  }

  /**
   * Runs a test for each style in which the service reports errors, with a new service each. A real
   * service has one style.
   */
  final void inEachErrorStyle(Runnable test) {
    if (fixture.offline().isEmpty()) {
      test.run();
      return;
    }
    for (ErrorStyle style : ErrorStyle.values()) {
      fixture = sandbox();
      fixture.control().errorStyle(style);
      test.run();
    }
  }

  /** A test of each fault that the implementation shows for an operation. */
  final Stream<DynamicTest> eachFault(
      Operation operation, Predicate<FaultScenario> selected, FaultTest test) {
    return Arrays.stream(FaultScenario.values())
        .filter(scenario -> implementation.shows(scenario, operation))
        .filter(selected)
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.name(), () -> FaultCase.run(scenario, this::sandbox, test)));
  }

  static NotFoundException assertNotFound(Executable call) {
    return assertThrows(
        NotFoundException.class, call, "the request refers to something that does not exist");
  }

  static NotFoundException assertNotFound(String field, String value, Executable call) {
    NotFoundException failure = assertNotFound(call);
    assertEquals(
        List.of(new Reference(field, value)),
        failure.possiblyMissing(),
        "the failure names " + field + ", and nothing else");
    return failure;
  }

  static void assertRejectedOnce(BankHubException failure) {
    assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
    assertEquals(1, failure.call().attempts(), "a rejected request is not sent again");
  }
}
