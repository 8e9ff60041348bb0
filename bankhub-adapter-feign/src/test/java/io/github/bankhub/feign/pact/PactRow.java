package io.github.bankhub.feign.pact;

import static au.com.dius.pact.consumer.ConsumerPactRunnerKt.runConsumerTest;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.MockServer;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.SocketSettings;
import io.github.bankhub.feign.SpecExamples;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One row of the pact: a request, the response that the client relies on, and a check of the
 * client's result.
 *
 * @param rule the number of the rule
 * @param request the request, with the state of the service
 * @param interactions adds the interactions to the pact
 * @param check calls the client and checks the result
 */
record PactRow(
    String rule,
    PactRequest<?> request,
    UnaryOperator<PactBuilder> interactions,
    Consumer<BankHub> check) {

  static final String CLIENT_ID = "BH-SB-PACT";
  static final String CLIENT_SECRET = "secret-of-the-pact";
  static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

  /** Runs the client against a mock server, and adds the interactions to the written pact. */
  void run() {
    PactVerificationResult result =
        runConsumerTest(
            interactions
                .apply(new PactBuilder("bankhub", "sepay-bank-hub", PactSpecVersion.V4))
                .toPact(),
            MockProviderConfig.httpConfig("127.0.0.1", 0, PactSpecVersion.V4),
            (server, context) -> {
              try (FeignBankHub hub = hub(server)) {
                check.accept(hub);
                return hub;
              }
            });
    if (result instanceof PactVerificationResult.Error error) {
      throw new AssertionError(toString(), error.getError());
    }
    assertThat(result).isInstanceOf(PactVerificationResult.Ok.class);
  }

  Operation operation() {
    return request.call().operation();
  }

  /** The same request, if the service rejects the access token, and the renewed one too. */
  PactRow withExpiredToken(PactRow renewal) {
    PactRow rejected =
        new PactRequest<>(
                request.call(),
                request.description() + ", with an access token that has expired",
                List.of(PactState.of("the access token has expired")))
            .fails(
                "LT_18",
                401,
                SpecExamples.response(operation(), 401, "unauthenticated"),
                AccessDeniedException.class,
                failure -> assertThat(failure.call().httpStatus()).hasValue(401));
    return new PactRow(
        rejected.rule(),
        rejected.request(),
        pact -> rejected.interactions().apply(renewal.interactions().apply(pact)),
        rejected.check());
  }

  @Override
  public String toString() {
    return rule + " " + request.description();
  }

  /** A client with a valid access token, except for rows about access tokens. */
  private FeignBankHub hub(MockServer server) {
    URI uri = URI.create("http://127.0.0.1:" + server.getPort());
    AccessTokenStore store = AccessTokenStore.inMemory();
    if (operation() != Operation.CREATE_ACCESS_TOKEN) {
      Instant now = Instant.now();
      store.save(
          new AccessTokenStore.Key(uri, CLIENT_ID),
          new AccessToken(TOKEN, now, now.plusSeconds(60_000)));
    }
    BankHubSettings settings =
        SocketSettings.of(
            BankHubEnvironment.custom(uri), ClientCredentials.of(CLIENT_ID, CLIENT_SECRET));
    return FeignBankHub.builder(settings).accessTokenStore(store).build();
  }
}
