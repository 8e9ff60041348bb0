package io.github.bankhub.examples.quickstart.snippets;

import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.pact.ProviderStates;
import io.github.bankhub.testkit.pact.ShippedPactLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

@Provider("sepay-bank-hub")
@PactSource(ShippedPactLoader.class)
class ProviderTest {
  private final BankHubServer server = BankHubServer.start(InMemoryBankHub.create());

  @BeforeEach
  void aim(PactVerificationContext context) {
    context.setTarget(new HttpTestTarget("127.0.0.1", server.baseUri().getPort()));
    context.addStateChangeHandlers(new ProviderStates(server.hub().control()));
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void keeps_the_pact(PactVerificationContext context) {
    context.verifyInteraction();
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
