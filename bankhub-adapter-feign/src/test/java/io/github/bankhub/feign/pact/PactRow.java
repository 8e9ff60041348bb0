package io.github.bankhub.feign.pact;

import static au.com.dius.pact.consumer.ConsumerPactRunnerKt.runConsumerTest;
import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.MockServer;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matcher;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One row of the pact: a request, the response that the client relies on, and what the client makes
 * of it.
 *
 * @param name the rule and the description
 * @param interactions adds the interactions to the pact
 * @param check calls the client and checks the result
 */
record PactRow(
    String name, Function<PactBuilder, PactBuilder> interactions, Consumer<BankHub> check) {

  static final String CLIENT_ID = "BH-SB-PACT";
  static final String CLIENT_SECRET = "secret-of-the-pact";
  static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

  private static final String TIME = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}";

  /** The texts of a response that must match a pattern. Any other text matches by its type. */
  private static final Map<String, String> PATTERNS =
      Map.of(
          "expires_at",
          TIME,
          "created_at",
          TIME,
          "hosted_link_url",
          "https?://.+",
          "active",
          "[01]");

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
      throw new AssertionError(name, error.getError());
    }
    assertThat(result).isInstanceOf(PactVerificationResult.Ok.class);
  }

  @Override
  public String toString() {
    return name;
  }

  /** A state of the service that an interaction needs. */
  record State(String name, Map<String, ?> parameters) {

    static State of(String name) {
      return new State(name, Map.of());
    }

    private PactBuilder in(PactBuilder pact) {
      return parameters.isEmpty() ? pact.given(name) : pact.given(name, parameters);
    }
  }

  /** A request, as its fields and as a call of the client. */
  record Call<T>(Operation operation, JsonNode request, Function<BankHub, T> client) {

    /** The call in some states, in which the access token is valid. */
    Interaction<T> in(String description, State... states) {
      List<State> all = new ArrayList<>();
      if (operation.authentication() == Operation.Authentication.BEARER) {
        all.add(new State("an access token is valid", Map.of("access_token", TOKEN)));
      }
      all.addAll(List.of(states));
      return new Interaction<>(this, description, all);
    }

    /** The row in which the service rejects the access token, and the renewed one too. */
    PactRow withExpiredToken(String description) {
      State expired = State.of("the access token has expired");
      PactRow row =
          new Interaction<>(this, description, List.of(expired))
              .fails(
                  "LT_18",
                  401,
                  SpecExamples.response(operation, 401, "unauthenticated"),
                  AccessDeniedException.class,
                  failure -> assertThat(failure.call().httpStatus()).hasValue(401));
      return new PactRow(
          row.name(), pact -> row.interactions().apply(tokenRequest().apply(pact)), row.check());
    }
  }

  /** A call in some states. */
  record Interaction<T>(Call<T> call, String description, List<State> states) {

    PactRow returns(String rule, int status, JsonNode response, Consumer<T> check) {
      return row(rule, status, response, hub -> check.accept(call.client().apply(hub)));
    }

    <E extends BankHubException> PactRow fails(
        String rule, int status, JsonNode response, Class<E> type, Consumer<E> check) {
      return row(
          rule,
          status,
          response,
          hub -> check.accept(catchThrowableOfType(type, () -> call.client().apply(hub))));
    }

    private PactRow row(String rule, int status, JsonNode response, Consumer<BankHub> check) {
      return new PactRow(
          rule + " " + description, pact -> interaction(pact, status, response), check);
    }

    private PactBuilder interaction(PactBuilder pact, int status, JsonNode response) {
      PactBuilder given = pact;
      for (State state : states) {
        given = state.in(given);
      }
      return given.expectsToReceiveHttpInteraction(
          description,
          http ->
              http.withRequest(this::request)
                  .willRespondWith(
                      built ->
                          built
                              .status(status)
                              .body(newJsonBody(body -> like(body, response)).build())));
    }

    private HttpRequestBuilder request(HttpRequestBuilder request) {
      Operation operation = call.operation();
      HttpRequestBuilder built =
          request
              .method(operation.method())
              .path(path(operation.path()))
              .header("Authorization", authorization(operation));
      for (Map.Entry<String, JsonNode> field : fields()) {
        if (operation.method().equals("GET")) {
          built = built.queryParameter(field.getKey(), field.getValue().asText());
        }
      }
      return operation.method().equals("GET") || call.request().isEmpty()
          ? built
          : built
              .header("Content-Type", "application/json")
              .body(newJsonBody(body -> equal(body, call.request())).build());
    }

    private String path(String template) {
      String path = template;
      for (Map.Entry<String, JsonNode> field : call.request().properties()) {
        path = path.replace("{" + field.getKey() + "}", field.getValue().asText());
      }
      return path;
    }

    /** The fields that are not in the path. */
    private List<Map.Entry<String, JsonNode>> fields() {
      return call.request().properties().stream()
          .filter(field -> !call.operation().path().contains("{" + field.getKey() + "}"))
          .toList();
    }
  }

  static ObjectNode noFields() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The request for an access token, which many rows need. */
  static Function<PactBuilder, PactBuilder> tokenRequest() {
    Operation operation = Operation.CREATE_ACCESS_TOKEN;
    State client =
        new State(
            "a client exists", Map.of("client_id", CLIENT_ID, "client_secret", CLIENT_SECRET));
    return new Call<>(operation, noFields(), hub -> hub.accessTokens().current())
        .in("a request for an access token", client)
        .returns(
            "AT_01",
            201,
            SpecExamples.only(
                SpecExamples.response(operation, 201, "issued"), "access_token", "ttl"),
            token -> {})
        .interactions();
  }

  private static Matcher authorization(Operation operation) {
    String basic =
        Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(UTF_8));
    return operation.authentication() == Operation.Authentication.BASIC
        ? regexp("Basic [A-Za-z0-9+/]+=*", "Basic " + basic)
        : regexp("Bearer [0-9A-Za-z._~+/-]+=*", "Bearer " + TOKEN);
  }

  private static void equal(LambdaDslObject body, JsonNode sample) {
    for (Map.Entry<String, JsonNode> field : sample.properties()) {
      JsonNode value = field.getValue();
      if (value.isNumber()) {
        body.numberValue(field.getKey(), value.numberValue());
      } else {
        body.stringValue(field.getKey(), value.asText());
      }
    }
  }

  private static void like(LambdaDslObject body, JsonNode sample) {
    sample.properties().forEach(field -> like(body, field.getKey(), field.getValue()));
  }

  private static void like(LambdaDslObject body, String name, JsonNode value) {
    switch (value.getNodeType()) {
      case NUMBER -> body.integerType(name, value.intValue());
      case BOOLEAN -> body.booleanType(name, value.booleanValue());
      case NULL -> body.nullValue(name);
      case OBJECT -> body.object(name, fields -> like(fields, value));
      case ARRAY -> body.minArrayLike(name, 1, item -> like(item, value.get(0)));
      default -> {
        String pattern = PATTERNS.get(name);
        if (pattern == null) {
          body.stringType(name, value.asText());
        } else {
          body.stringMatcher(name, pattern, value.asText());
        }
      }
    }
  }

  /** A client with a valid access token, except for rows about access tokens. */
  private FeignBankHub hub(MockServer server) {
    URI uri = URI.create("http://127.0.0.1:" + server.getPort());
    AccessTokenStore store = AccessTokenStore.inMemory();
    if (!name.startsWith("AT_")) {
      Instant now = Instant.now();
      store.save(
          new AccessTokenStore.Key(uri, CLIENT_ID),
          new AccessToken(TOKEN, now, now.plusSeconds(60_000)));
    }
    BankHubSettings settings =
        BankHubSettings.of(
            BankHubEnvironment.custom(uri), ClientCredentials.of(CLIENT_ID, CLIENT_SECRET));
    return FeignBankHub.builder(settings).accessTokenStore(store).build();
  }
}
