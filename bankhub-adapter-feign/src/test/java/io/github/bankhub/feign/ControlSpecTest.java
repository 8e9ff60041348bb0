package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.sample.Samples;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code openapi/testkit.yaml} says what the control by HTTP does. */
class ControlSpecTest {

  private static final String ROOT = "/_testkit";
  private static final String SPEC =
      Path.of("../openapi/testkit.yaml").toAbsolutePath().normalize().toUri().toString();
  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createFor(SPEC).build();
  private static final OpenAPI DESCRIPTION = new OpenAPIV3Parser().read(SPEC);

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:4711"));

  @Test
  void every_path_is_described_and_every_description_has_its_path() throws IOException {
    List<String> described = new ArrayList<>();
    DESCRIPTION
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .keySet()
                    .forEach(method -> described.add(method + " " + ROOT + path)));

    JsonNode listed = new ObjectMapper().readTree(send("GET", "/", "").body()).get("paths");

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            new ObjectMapper().convertValue(listed, new TypeReference<List<String>>() {}));
  }

  @Test
  void every_field_is_described_and_every_described_one_is_known() {
    DESCRIPTION
        .getPaths()
        .forEach(
            (path, item) -> {
              Operation post = item.getPost();
              if (post == null) {
                return;
              }
              String hint =
                  text(send("POST", path.replace("{xid}", "none"), "{\"no such field\":1}"));
              assertThat(hint)
                  .as(path)
                  .contains("the fields are " + new TreeSet<Object>(fields(post)));
            });
  }

  private static Set<?> fields(Operation operation) {
    return operation.getRequestBody() == null
        ? Set.of()
        : operation
            .getRequestBody()
            .getContent()
            .get("application/json")
            .getSchema()
            .getProperties()
            .keySet();
  }

  @Test
  void requests_and_responses_match_the_description() {
    hub.control().addSamples();
    LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    String page = "/pages/" + token.xid();

    plays("GET", "/", "");
    plays("GET", "/companies", "");
    plays("POST", "/companies", "{\"full_name\":\"ABC\"}");
    plays("GET", "/bank-accounts", "");
    plays(
        "POST",
        "/bank-accounts",
        "{\"company_xid\":\"%s\",\"bank\":\"BIDV\",\"account_number\":\"7890123456\"}"
            .formatted(Samples.COMPANY));
    plays(
        "POST",
        "/transactions",
        "{\"bank_account_xid\":\"%s\",\"transfer_type\":\"credit\",\"amount\":50000,\"transaction_content\":\"DH1\"}"
            .formatted(Samples.BANK_ACCOUNT));
    plays("GET", "/transactions", "");
    plays("POST", "/clients", "{\"client_id\":\"shop\",\"client_secret\":\"s3cret\"}");
    plays("POST", "/access-tokens/expire", "");
    plays("GET", "/credentials", "");
    plays("GET", "/sandbox-accounts", "");
    plays("POST", "/access-tokens", "{\"access_token\":\"mine\"}");
    plays(
        "POST",
        "/link-tokens",
        "{\"xid\":\"lt_1\",\"link_token\":\"s3cret\",\"company_xid\":\"%s\"}"
            .formatted(Samples.COMPANY));
    plays("GET", "/clock", "");
    plays("POST", "/clock", "{\"advance\":\"PT1M\"}");
    plays("GET", "/journal", "");
    plays("GET", "/faults", "");
    plays("POST", "/faults", "{\"scenario\":\"JSON_NULL\",\"times\":2}");
    plays(
        "POST",
        "/faults",
        "{\"scenario\":\"RATE_LIMITED_429_SECONDS\",\"every\":3,\"operations\":[\"GET_COMPANY\"]}");
    plays("GET", "/faults", "");
    plays("DELETE", "/faults", "");
    plays("GET", "/pages", "");
    plays("GET", page, "");
    plays("POST", page, "{\"action\":\"OPEN\"}");
    plays("POST", page, "{\"action\":\"ENTER_OTP\",\"otp\":\"1\"}");
    plays("POST", "/settings", "{\"error_style\":\"DOCUMENTED\"}");
    plays("GET", "/settings", "");
    plays("GET", "/webhook", "");
    plays(
        "POST",
        "/webhook",
        "{\"url\":\"http://127.0.0.1:1\",\"secret\":\"s3cret\",\"allow_events\":[\"*\"]}");
    plays("GET", "/webhook", "");
    plays("POST", "/delivery-faults", "{\"kind\":\"LOSS\",\"events\":[\"LINK_TOKEN_CREATED\"]}");
    plays("GET", "/delivery-faults", "");
    hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    plays("POST", page, "{\"action\":\"CLOSE\"}");
    plays("POST", "/clock", "{\"until_idle\":true}");
    plays("GET", "/deliveries", "");
    plays(
        "POST",
        "/deliveries",
        "{\"redeliver\":\"%s\"}".formatted(hub.control().webhooks().journal().get(0).xid()));
    plays("DELETE", "/delivery-faults", "");
    plays("DELETE", "/webhook", "");
    plays("GET", "/ipn/unsent", "");
    plays("POST", "/ipn", "{\"url\":\"http://127.0.0.1:1\",\"key\":\"k3y\"}");
    plays("GET", "/ipn", "");
    plays("POST", "/ipn/delivery-faults", "{\"kind\":\"LOSS\",\"times\":2}");
    plays("GET", "/ipn/delivery-faults", "");
    TransactionId transaction =
        hub.control()
            .addTransaction(
                SimulatedTransaction.credit(Samples.BANK_ACCOUNT, BigDecimal.ONE, "DH2"));
    plays("GET", "/ipn/deliveries", "");
    plays("POST", "/ipn/deliveries", "{\"redeliver\":\"%s\"}".formatted(transaction));
    plays("GET", "/ipn/deliveries", "");
    plays("DELETE", "/ipn/delivery-faults", "");
    plays("DELETE", "/ipn", "");
    plays("POST", "/hubs", "{\"name\":\"w1\",\"clock\":\"system\",\"seed\":7}");
    plays("GET", "/hubs", "");
    plays("DELETE", "/hubs/w1", "");
    plays("POST", "/reset", "");
    plays("POST", "/samples", "");
    plays(
        "POST",
        "/pact-state",
        "{\"state\":\"a company exists\",\"params\":{\"company_xid\":\"cmp_1\"}}");
  }

  private void plays(String method, String path, String body) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(method, ROOT + path);
    if (!body.isEmpty()) {
      request.withContentType("application/json").withBody(body);
    }
    assertThat(VALIDATOR.validateRequest(request.build()).getMessages()).as(path).isEmpty();
    HttpResponse response = send(method, path, body);
    assertThat(
            VALIDATOR
                .validateResponse(
                    ROOT + path,
                    Method.valueOf(method),
                    SimpleResponse.Builder.status(response.status())
                        .withContentType("application/json")
                        .withBody(text(response))
                        .build())
                .getMessages())
        .as(method + " " + path + " responded with " + response.status() + " " + text(response))
        .isEmpty();
  }

  private HttpResponse send(String method, String path, String body) {
    return handler.handle(
        new HttpRequest(method, URI.create(ROOT + path), Map.of(), body.getBytes(UTF_8)));
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), UTF_8);
  }
}
