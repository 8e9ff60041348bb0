package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.IgnoreMissingStateChange;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.contract.MerchantApplication.Flaw;
import io.github.bankhub.testkit.contract.MerchantApplication.Kind;
import io.github.bankhub.testkit.pact.ShippedPactLoader;
import io.github.bankhub.testkit.pact.ShippedPacts;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The pacts in which SePay is the consumer, and an endpoint of a merchant the provider. */
class EndpointPactsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FOLDER = Path.of("src/main/resources", ShippedPacts.FOLDER);
  private static final ThreadLocal<MerchantApplication> CURRENT = new ThreadLocal<>();

  /** The same form as the pact of the client: one line for each interaction. */
  @ParameterizedTest
  @EnumSource
  void the_shipped_pact_has_the_messages_of_the_offline_hub(Kind kind) throws IOException {
    String name = "sepay-bank-hub-%s.json".formatted(provider(kind));
    String expected = text(kind);
    if (Boolean.getBoolean("bankhub.docs.write")) {
      Files.writeString(FOLDER.resolve(name), expected);
    }
    try (BufferedReader shipped = new BufferedReader(ShippedPacts.open(name))) {
      assertThat(shipped.lines().collect(Collectors.joining("\n", "", "\n")))
          .as("update it with -Dbankhub.docs.write=true")
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"WEBHOOK, 17", "IPN, 6"})
  void a_correct_endpoint_keeps_the_pact(Kind kind, int interactions) {
    verify(kind, Flaw.NONE)
        .assertStatistics(seen -> seen.started(interactions).succeeded(interactions));
  }

  @ParameterizedTest
  @CsvSource({
    "WEBHOOK, REJECTS_ONE_KIND, 'BANK_ACCOUNT_INACTIVED'",
    "WEBHOOK, ACCEPTS_ANY_SECRET, 'an event with a wrong secret'",
    "WEBHOOK, ACCEPTS_NO_SECRET, 'an event without a secret'",
    "WEBHOOK, REJECTS_UNKNOWN_EVENTS, 'an unknown event'",
    "IPN, REJECTS_ONE_KIND, 'a debit'",
    "IPN, ACCEPTS_ANY_SECRET, 'an IPN with a wrong key'",
    "IPN, ACCEPTS_NO_SECRET, 'an IPN without a key'",
    "IPN, REJECTS_UNKNOWN_FIELDS, 'an unknown field'"
  })
  void a_broken_endpoint_fails_one_interaction(Kind kind, Flaw flaw, String description) {
    Events tests = verify(kind, flaw);
    assertThat(tests.failed().stream().map(EndpointPactsTest::message))
        .singleElement()
        .asString()
        .contains(description);
  }

  @ParameterizedTest
  @EnumSource
  void an_endpoint_that_responds_with_text_fails(Kind kind) {
    assertThat(verify(kind, Flaw.RESPONDS_WITH_TEXT).failed().count()).isGreaterThan(3);
  }

  private static Events verify(Kind kind, Flaw flaw) {
    try (MerchantApplication application = new MerchantApplication(kind, flaw)) {
      CURRENT.set(application);
      return EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(kind == Kind.IPN ? IpnProvider.class : WebhookProvider.class))
          .execute()
          .testEvents();
    } finally {
      CURRENT.remove();
    }
  }

  private static String message(Event event) {
    return event.getTestDescriptor().getDisplayName()
        + event
            .getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .map(Throwable::getMessage)
            .orElse("");
  }

  /** Not private and not top-level: only this test runs it. */
  @PactSource(ShippedPactLoader.class)
  @IgnoreMissingStateChange
  @VerificationReports(
      value = {},
      reportDir = "target")
  abstract static class EndpointProvider {

    @BeforeEach
    void aim(PactVerificationContext context) {
      context.setTarget(new HttpTestTarget("127.0.0.1", CURRENT.get().url().getPort()));
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    void keeps_the_pact(PactVerificationContext context) {
      context.verifyInteraction();
    }
  }

  @Provider("merchant-webhook-endpoint")
  static class WebhookProvider extends EndpointProvider {}

  @Provider("merchant-ipn-endpoint")
  static class IpnProvider extends EndpointProvider {}

  private static String provider(Kind kind) {
    return "merchant-%s-endpoint".formatted(kind == Kind.IPN ? "ipn" : "webhook");
  }

  private static String text(Kind kind) throws IOException {
    List<String> interactions = new ArrayList<>();
    for (Interaction one : kind == Kind.IPN ? ipns() : events()) {
      interactions.add(JSON.writeValueAsString(one.json()));
    }
    return """
    {
    "consumer": {"name":"sepay-bank-hub"},
    "interactions": [
    %s
    ],
    "metadata": {"pactSpecification":{"version":"4.0"}},
    "provider": {"name":"%s"}
    }
    """
        .formatted(String.join(",\n", interactions), provider(kind));
  }

  private static List<Interaction> events() throws IOException {
    OfflineEvents events =
        OfflineEvents.ofEveryKind(
            new WebhookSecret(MerchantApplication.SECRET),
            Instant.parse("2026-01-31T03:30:00Z"),
            1);
    Map<String, JsonNode> bodies = new TreeMap<>();
    for (WebhookRequest request : events.requests()) {
      bodies.putIfAbsent(request.event().name(), JSON.readTree(request.body()));
    }
    List<Interaction> interactions = new ArrayList<>();
    bodies.forEach((name, body) -> interactions.add(Interaction.event("the event " + name, body)));
    ObjectNode linked = bodies.get("BANK_ACCOUNT_LINKED").deepCopy();
    JsonNode unknown = linked.deepCopy().put("event", "BANK_ACCOUNT_RENAMED").put("xid", "unknown");
    interactions.add(Interaction.event("an unknown event", unknown));
    interactions.add(
        Interaction.event("an event with a wrong secret", linked).rejected("not-the-secret"));
    interactions.add(Interaction.event("an event without a secret", linked).rejected(""));
    return interactions;
  }

  private static List<Interaction> ipns() throws IOException {
    ObjectNode credit =
        (ObjectNode)
            JSON.readTree(
                """
                {"gateway": "MBBank", "transaction_date": "2026-01-31 10:30:00",
                 "account_number": "0000009876543210",
                 "bank_account_xid": "f414b73c-eebe-11f0-b16e-52c7e9b4f41b", "va": null,
                 "payment_code": null, "content": "HD 15", "transfer_type": "credit",
                 "amount": 50000, "reference_code": null, "accumulated": 0,
                 "transaction_id": "6a1d6c2e-eebf-11f0-b16e-52c7e9b4f41b"}
                """);
    ObjectNode paid = credit.deepCopy();
    paid.put("transaction_id", "transaction-2")
        .put("va", "VQR000123456")
        .put("payment_code", "DH15");
    ObjectNode debit = credit.deepCopy();
    debit.put("transaction_id", "transaction-3").put("transfer_type", "debit");
    ObjectNode extended = credit.deepCopy();
    extended.put("transaction_id", "transaction-4").put("new_field", 1);
    return List.of(
        Interaction.ipn("a credit without optional values", credit),
        Interaction.ipn("a credit to a virtual account", paid),
        Interaction.ipn("a debit", debit),
        Interaction.ipn("an IPN with an unknown field", extended),
        Interaction.ipn("an IPN with a wrong key", credit).rejected("Apikey not-the-secret"),
        Interaction.ipn("an IPN without a key", credit).rejected(""));
  }

  /** An interaction of a pact, version 4. */
  private record Interaction(
      Kind kind, String description, JsonNode body, String secret, boolean isAccepted) {

    static Interaction event(String description, JsonNode body) {
      return new Interaction(Kind.WEBHOOK, description, body, MerchantApplication.SECRET, true);
    }

    static Interaction ipn(String description, JsonNode body) {
      String secret = "Apikey " + MerchantApplication.SECRET;
      return new Interaction(Kind.IPN, description, body, secret, true);
    }

    Interaction rejected(String otherSecret) {
      return new Interaction(kind, description, body, otherSecret, false);
    }

    JsonNode json() {
      ObjectNode json = JSON.createObjectNode();
      json.put("description", description)
          .put("key", Integer.toHexString(description.hashCode()))
          .put("pending", false);
      ObjectNode state = json.putArray("providerStates").addObject();
      state.put("name", "the endpoint expects the secret");
      state.putObject("params").put("secret", MerchantApplication.SECRET);
      ObjectNode request = json.putObject("request");
      request.set("body", body(body));
      ObjectNode headers = request.putObject("headers");
      if (!secret.isEmpty()) {
        headers.putArray(kind == Kind.IPN ? "Authorization" : "X-Secret-Key").add(secret);
      }
      headers.putArray("Content-Type").add("application/json");
      request.put("method", "POST");
      request.put("path", kind == Kind.IPN ? "/sepay/ipn" : "/sepay/webhook");
      json.set("response", isAccepted ? accepted() : rejected());
      return json.put("type", "Synchronous/HTTP");
    }

    private static ObjectNode body(JsonNode content) {
      ObjectNode body = JSON.createObjectNode();
      body.set("content", content);
      return body.put("contentType", "application/json").put("encoded", false);
    }

    private ObjectNode accepted() {
      ObjectNode response = JSON.createObjectNode();
      response.set("body", body(JSON.createObjectNode().put("success", true)));
      response.putObject("headers").putArray("Content-Type").add("application/json");
      ObjectNode rules = response.putObject("matchingRules");
      rule(rules.putObject("header").putObject("Content-Type"), "regex")
          .put("regex", "application/json(\\s*;.*)?");
      int[] statuses = kind == Kind.IPN ? new int[] {200, 201} : new int[] {200, 201, 202};
      status(rules, statuses);
      return response.put("status", 200);
    }

    private static ObjectNode rejected() {
      ObjectNode response = JSON.createObjectNode();
      status(response.putObject("matchingRules"), 401, 403);
      return response.put("status", 401);
    }

    private static void status(ObjectNode rules, int... statuses) {
      var allowed = rule(rules.putObject("status"), "statusCode").putArray("status");
      for (int status : statuses) {
        allowed.add(status);
      }
    }

    private static ObjectNode rule(ObjectNode target, String matcher) {
      target.put("combine", "AND");
      return target.putArray("matchers").addObject().put("match", matcher);
    }
  }
}
