package io.github.bankhub.testkit.internal.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultRoutesTest {

  private static final String EVERY_CALL =
      Arrays.stream(Operation.values()).map(Enum::name).toList().toString();

  private static final String PATH = "/_testkit/faults";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:4711"));

  @Nested
  class Get {

    @Test
    void lists_the_catalogue() {
      HttpResponse response = send("GET", "");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.headers().get("Content-Type"))
          .containsExactly("application/json; charset=utf-8");
      JsonNode scenarios = json(response).get("scenarios");
      assertThat(scenarios.findValuesAsText("scenario"))
          .containsExactlyElementsOf(
              Arrays.stream(FaultScenario.values()).map(Enum::name).toList());
      assertThat(scenarios.get(0))
          .hasToString(
              "{\"scenario\":\"CONNECTION_REFUSED\",\"what\":\"Nothing listens at the port, so TCP"
                  + " refuses the connection.\","
                  + "\"phase\":\"BEFORE_CONNECT\",\"effect\":\"REFUSE\"}");
    }

    @Test
    void lists_active_faults_from_Java_and_HTTP() {
      assertThat(inForce(send("GET", ""))).isEmpty();
      hub.control().inject(FaultScenario.JSON_NULL.times(2).on(Operation.CREATE_LINK_TOKEN));
      send("POST", "{\"scenario\":\"PLAIN_TEXT\",\"operation\":\"CREATE_ACCESS_TOKEN\"}");
      assertThat(inForce(send("GET", "")))
          .containsExactly(
              "{\"scenario\":\"JSON_NULL\",\"operations\":[\"CREATE_LINK_TOKEN\"],\"times\":2}",
              "{\"scenario\":\"PLAIN_TEXT\",\"operations\":[\"CREATE_ACCESS_TOKEN\"],\"times\":1}");
    }

    @Test
    void lists_the_fields_that_inject_the_same_fault() {
      hub.control().inject(FaultScenario.JSON_NULL.always());
      hub.control().inject(FaultScenario.PLAIN_TEXT.every(3));
      hub.control()
          .inject(
              FaultScenario.UNAVAILABLE_503_SECONDS
                  .until(Instant.parse("2026-02-01T00:00:00Z"))
                  .retryAfter(Duration.ofSeconds(7))
                  .on(Operation.GET_COMPANY, Operation.LIST_COMPANIES));
      List<String> texts = hub.control().faults().stream().map(Fault::toString).toList();
      List<String> bodies = inForce(send("GET", ""));
      send("DELETE", "");

      bodies.forEach(body -> assertThat(send("POST", body).status()).isEqualTo(201));

      assertThat(hub.control().faults()).extracting(Fault::toString).isEqualTo(texts);
    }
  }

  @Nested
  class Post {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "  | \"times\":1",
          ",\"times\":2 | \"times\":2",
          ",\"every\":3 | \"every\":3",
          ",\"always\":true | \"always\":true",
          ",\"until\":\"2026-02-01T00:00:00Z\" | \"until\":\"2026-02-01T00:00:00Z\""
        })
    void accepts_each_frequency(String more, String frequency) {
      HttpResponse response =
          send("POST", "{\"scenario\":\"JSON_NULL\"" + (more == null ? "" : more) + "}");
      assertThat(response.status()).isEqualTo(201);
      assertThat(inForce(response))
          .containsExactly("{\"scenario\":\"JSON_NULL\"," + frequency + "}");
    }

    @Test
    void accepts_every_scenario() {
      for (FaultScenario scenario : FaultScenario.values()) {
        String end =
            scenario == FaultScenario.CONNECTION_REFUSED
                ? "\"until\":\"2026-02-01T00:00:00Z\""
                : "\"always\":true";
        send("POST", "{\"scenario\":\"" + scenario + "\"," + end + "}");
      }
      assertThat(hub.control().faults())
          .extracting(Fault::scenario)
          .containsExactly(FaultScenario.values());
    }

    @Test
    void accepts_an_operation() {
      send("POST", "{\"scenario\":\"JSON_NULL\",\"operation\":\"CREATE_LINK_TOKEN\"}");
      assertThat(hub.control().faults())
          .singleElement()
          .satisfies(
              fault -> assertThat(fault.operations()).containsExactly(Operation.CREATE_LINK_TOKEN));
    }

    @Test
    void accepts_several_operations() {
      send(
          "POST",
          "{\"scenario\":\"JSON_NULL\",\"operations\":[\"GET_COMPANY\",\"CREATE_LINK_TOKEN\"]}");
      assertThat(hub.control().faults())
          .singleElement()
          .satisfies(
              fault ->
                  assertThat(fault.operations())
                      .containsExactly(Operation.CREATE_LINK_TOKEN, Operation.GET_COMPANY));
    }

    @Test
    void accepts_a_retry_after() {
      send("POST", "{\"scenario\":\"RATE_LIMITED_429_SECONDS\",\"retry_after_seconds\":7}");
      assertThat(hub.control().faults())
          .extracting(Fault::retryAfter)
          .containsExactly(Duration.ofSeconds(7));
      assertThat(inForce(send("GET", "")))
          .containsExactly(
              "{\"scenario\":\"RATE_LIMITED_429_SECONDS\",\"times\":1,\"retry_after_seconds\":7}");
    }

    @Test
    void needs_no_content_type_so_that_curl_can_be_short() {
      assertThat(send("POST", "{\"scenario\":\"JSON_NULL\"}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{}|scenario is null; expected one of [CONNECTION_REFUSED, RESET_BEFORE_PERFORMING",
          "{\"scenario\":\"FLOOD\"}|scenario is FLOOD; expected one of [CONNECTION_REFUSED",
          "{\"scenario\":7}|scenario is 7; expected one of [CONNECTION_REFUSED",
          "{\"scenario\":\"JSON_NULL\",\"times\":0}|times is 0; expected: 1 or more",
          "{\"scenario\":\"JSON_NULL\",\"times\":\"2\"}|times is 2; expected a whole number",
          "{\"scenario\":\"JSON_NULL\",\"times\":1.5}|times is 1.5; expected a whole number",
          "{\"scenario\":\"JSON_NULL\",\"times\":null}|times is null; expected a whole number",
          "{\"scenario\":\"JSON_NULL\",\"every\":-1}|every is -1; expected: 1 or more",
          "{\"scenario\":\"JSON_NULL\",\"every\":true}|every is true; expected a whole number",
          "{\"scenario\":\"JSON_NULL\",\"always\":false}|always is false; expected true",
          "{\"scenario\":\"JSON_NULL\",\"until\":\"soon\"}|until is soon; expected an instant after"
              + " 2026-01-31T03:30:00Z",
          "{\"scenario\":\"JSON_NULL\",\"until\":\"2026-01-31T03:30:00Z\"}|until is"
              + " 2026-01-31T03:30:00Z; expected an instant after 2026-01-31T03:30:00Z",
          "{\"scenario\":\"JSON_NULL\",\"retry_after_seconds\":7}|JSON_NULL has no Retry-After;"
              + " scenarios that have one: [RATE_LIMITED_429_SECONDS, RATE_LIMITED_429_DATE,"
              + " UNAVAILABLE_503_SECONDS, UNAVAILABLE_503_BY_GATEWAY]",
          "{\"scenario\":\"JSON_NULL\",\"times\":1,\"every\":2}|give one of [every, times]",
          "{\"scenario\":\"JSON_NULL\",\"retry_after_seconds\":-1}|retry_after_seconds is -1;"
              + " expected 0 or more",
          "{\"scenario\":\"JSON_NULL\",\"retry_after_seconds\":\"1\"}|retry_after_seconds is 1;"
              + " expected a whole number",
          "{\"scenario\":\"JSON_NULL\",\"operations\":[]}|operations is []; expected some of"
              + " [CREATE_ACCESS_TOKEN",
          "{\"scenario\":\"JSON_NULL\",\"operations\":[\"GET\"]}|operations is [GET]; expected some"
              + " of [CREATE_ACCESS_TOKEN",
          "{\"scenario\":\"JSON_NULL\",\"operation\":\"GET_COMPANY\",\"operations\":[]}|give one of"
              + " [operation, operations]",
          "{\"scenario\":\"JSON_NULL\",\"time\":1}|[time] is unknown; the fields are [always,"
              + " every, operation, operations, retry_after_seconds, scenario, times, until]",
          "{\"scenario\":\"CONNECTION_REFUSED\"}|CONNECTION_REFUSED needs until: it closes this"
              + " port",
          "{\"scenario\":\"CONNECTION_REFUSED\",\"times\":2}|CONNECTION_REFUSED needs until",
          "{\"scenario\":\"CONNECTION_REFUSED\",\"always\":true}|CONNECTION_REFUSED needs until",
          "[]|the body must be one JSON object",
          "null|the body must be one JSON object",
          "{|the body must be one JSON object"
        })
    void rejects_mistakes_and_names_the_field_and_the_choices(String body, String hint) {
      HttpResponse response = send("POST", body);
      assertThat(response.status()).isEqualTo(400);
      assertThat(json(response).get("hint").asText()).contains(hint);
      assertThat(json(response).get("message").asText())
          .isEqualTo("Validation error: " + json(response).get("hint").asText());
      assertThat(hub.control().faults()).isEmpty();
    }
  }

  @Test
  void an_unknown_operation_gets_400_with_the_known_ones() {
    HttpResponse response =
        send("POST", "{\"scenario\":\"JSON_NULL\",\"operation\":\"POST /v1/token\"}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("hint").asText())
        .contains("operation is POST /v1/token; expected one of " + EVERY_CALL);
    assertThat(hub.control().faults()).isEmpty();
  }

  @Test
  void DELETE_clears_all_faults() {
    hub.control().inject(FaultScenario.JSON_NULL.always());
    hub.control().inject(FaultScenario.PLAIN_TEXT.always());
    HttpResponse response = send("DELETE", "");
    assertThat(response.status()).isEqualTo(200);
    assertThat(inForce(response)).isEmpty();
    assertThat(hub.control().faults()).isEmpty();
  }

  @Test
  void an_unknown_path_gets_404_with_the_known_paths() {
    HttpResponse response = send("GET", "/_testkit/fault", "");
    assertThat(response.status()).isEqualTo(404);
    assertThat(json(response).get("hint").asText())
        .startsWith("the paths are [GET /_testkit/, POST /_testkit/reset, ")
        .contains("GET /_testkit/faults, POST /_testkit/faults, DELETE /_testkit/faults");
  }

  @Test
  void another_method_gets_405_with_the_accepted_ones() {
    HttpResponse response = send("PUT", "");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers().get("Allow")).containsExactly("GET, POST, DELETE");
    assertThat(json(response).get("hint").asText()).isEqualTo("use GET, POST, DELETE");
  }

  @Test
  void faults_do_not_apply_here_and_nothing_is_in_the_journal() {
    hub.control().inject(FaultScenario.SERVER_ERROR_500.always());
    hub.control().inject(FaultScenario.RESET_BEFORE_RESPONSE.times(1));
    assertThat(send("GET", "").status()).isEqualTo(200);
    assertThat(send("POST", "{\"scenario\":\"JSON_NULL\"}").status()).isEqualTo(201);
    assertThat(send("POST", "{}").status()).isEqualTo(400);
    assertThat(send("PUT", "").status()).isEqualTo(405);
    assertThat(hub.control().faults()).hasSize(3);
    assertThat(send("DELETE", "").status()).isEqualTo(200);
    assertThat(hub.control().journal()).isEmpty();
  }

  private HttpResponse send(String method, String body) {
    return send(method, PATH, body);
  }

  private HttpResponse send(String method, String path, String body) {
    return handler.handle(
        new HttpRequest(method, URI.create(path), Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> inForce(HttpResponse response) {
    List<String> faults = new ArrayList<>();
    json(response).get("in_force").forEach(fault -> faults.add(fault.toString()));
    return faults;
  }

  private static JsonNode json(HttpResponse response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
