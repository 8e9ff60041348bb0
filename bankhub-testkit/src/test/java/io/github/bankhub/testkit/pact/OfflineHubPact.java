package io.github.bankhub.testkit.pact;

import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Verifies the offline Bank Hub as a provider. A subclass selects the pacts. */
@Provider("sepay-bank-hub")
@VerificationReports(
    value = {},
    reportDir = "target")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
abstract class OfflineHubPact {

  private final InMemoryBankHub hub;
  private BankHubServer server;

  OfflineHubPact() {
    this(InMemoryBankHub.create());
  }

  OfflineHubPact(InMemoryBankHub hub) {
    this.hub = hub;
  }

  @BeforeAll
  void start() {
    server = BankHubServer.start(hub);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void aim(PactVerificationContext interaction) {
    interaction.setTarget(new HttpTestTarget("127.0.0.1", server.baseUri().getPort()));
    prepare(interaction, server);
  }

  void prepare(PactVerificationContext interaction, BankHubServer started) {
    interaction.addStateChangeHandlers(new ProviderStates(started.hub().control()));
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void keeps_the_pact(PactVerificationContext interaction) {
    interaction.verifyInteraction();
  }
}
