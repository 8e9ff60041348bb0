package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.SampleCalls;
import io.github.bankhub.testkit.SampleRequest;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.sample.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultResponsesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json; charset=utf-8";
  private static final String HTML_TYPE = "text/html; charset=UTF-8";

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:4711"));

  FaultResponsesTest() {
    SampleCalls.addData(hub.control());
    hub.control().addAccessToken("good");
  }

  @ParameterizedTest
  @EnumSource
  void each_scenario_is_a_response_of_its_status_or_needs_a_connection(FaultScenario scenario) {
    hub.control().inject(scenario.always());
    if (scenario.needsConnection()) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> create("good"))
          .withMessageContaining(scenario + ", which only a connection can show");
    } else {
      assertThat(create("good").status())
          .isEqualTo(scenario.expectedFailure().httpStatus().orElseThrow());
    }
  }

  /** A fault that keeps the success status keeps that of the operation, also inside the body. */
  @ParameterizedTest
  @MethodSource("responses")
  void the_status_is_that_of_the_scenario_and_the_operation(
      FaultScenario scenario, Operation operation) {
    hub.control().inject(scenario.always().on(operation));
    HttpResponse response = send(operation);
    assertThat(response.status())
        .isEqualTo(scenario.expectedFailure(operation).httpStatus().orElseThrow());
    Matcher code = Pattern.compile("\\{\"code\":([0-9]+),").matcher(text(response));
    // SePay's page shows 201 in the body of a simulated transaction, whose status is 200.
    boolean isSimulated =
        operation == Operation.CREATE_TRANSACTION && response.status() == operation.successStatus();
    if (code.lookingAt() && scenario != FaultScenario.NOT_FOUND_404 && !isSimulated) {
      assertThat(code.group(1)).isEqualTo(String.valueOf(response.status()));
    }
    boolean performed = scenario.phase().isPerformed();
    assertThat(hub.control().journal())
        .singleElement()
        .returns(performed ? operation.successStatus() : response.status(), JournalEntry::status);
  }

  static Stream<Arguments> responses() {
    return Arrays.stream(FaultScenario.values())
        .filter(scenario -> !scenario.needsConnection())
        .flatMap(
            scenario ->
                Arrays.stream(Operation.values())
                    .map(operation -> Arguments.of(scenario, operation)));
  }

  @ParameterizedTest
  @EnumSource
  void a_success_status_inside_the_body_is_that_of_the_operation(Operation operation) {
    hub.control().inject(FaultScenario.JSON_OF_ANOTHER_CALL.once().on(operation));
    assertThat(text(send(operation)))
        .isEqualTo(
            "{\"code\":%d,\"message\":\"%s\"}"
                .formatted(operation.successStatus(), reasonPhrase(operation)));
  }

  @ParameterizedTest
  @EnumSource
  void a_plain_text_is_the_reason_phrase_of_the_operation(Operation operation) {
    hub.control().inject(FaultScenario.PLAIN_TEXT.once().on(operation));
    assertThat(text(send(operation))).isEqualTo(reasonPhrase(operation));
  }

  private static String reasonPhrase(Operation operation) {
    return operation.successStatus() == 201 ? "Created" : "OK";
  }

  /** SePay's own wrapper stays the only one. */
  @ParameterizedTest
  @EnumSource(names = {"GET_COMPANY", "GET_BANK_ACCOUNT"})
  void an_object_that_is_wrapped_already_gets_no_second_wrapper(Operation operation) {
    hub.control().inject(FaultScenario.JSON_IN_WRAPPER.once().on(operation));
    JsonNode body = json(send(operation));
    assertThat(body.fieldNames()).toIterable().containsExactly("code", "trace", "data");
    assertThat(body.get("data").get("xid").isTextual()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void only_performed_calls_create_a_link_token(FaultScenario scenario) {
    hub.control().inject(scenario.always());
    try {
      create("good");
    } catch (UncheckedIOException e) {
      assertThat(scenario.needsConnection()).isTrue();
    }
    assertThat(hub.control().journal().stream().filter(entry -> entry.created().isPresent()))
        .hasSize(scenario.phase().isPerformed() ? 1 : 0);
  }

  @Test
  void a_connection_fault_has_no_response() {
    HttpResponse response = create("good");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FaultResponses.of(
                    FaultScenario.RESET_MID_BODY.once(),
                    Operation.CREATE_LINK_TOKEN,
                    response,
                    Instant.EPOCH))
        .withMessage("RESET_MID_BODY needs a connection");
  }

  @Nested
  class Bodies {

    @Test
    void a_huge_body_is_JSON_of_10_MiB() {
      assertThat(response(FaultScenario.HUGE_BODY.once()).body()).hasSize(10 << 20);
    }

    @Test
    void a_body_declared_as_gzip_is_the_true_one() {
      HttpResponse response = response(FaultScenario.BROKEN_GZIP.once());
      assertThat(response.headers().get("Content-Encoding")).containsExactly("gzip");
      assertThat(json(response).get("xid")).isNotNull();
    }

    @Test
    void a_bomb_is_short_in_gzip_and_JSON_of_10_MiB() throws IOException {
      HttpResponse response = response(FaultScenario.GZIP_BOMB.once());
      assertThat(response.headers().get("Content-Encoding")).containsExactly("gzip");
      assertThat(response.body()).hasSizeLessThan(1 << 17);
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
        assertThat(in.readAllBytes()).hasSize(10 << 20).startsWith('{').endsWith(' ');
      }
    }

    @Test
    void an_unknown_coding_is_only_announced() {
      HttpResponse response = response(FaultScenario.UNKNOWN_CODING.once());
      assertThat(response.headers().get("Content-Encoding")).containsExactly("br");
      assertThat(json(response).get("xid")).isNotNull();
    }

    @Test
    void a_rejection_may_be_announced_as_gzip() {
      HttpResponse response = response(FaultScenario.FORBIDDEN_403_IN_BROKEN_GZIP.once());
      assertThat(response.headers().get("Content-Encoding")).containsExactly("gzip");
      assertThat(json(response).get("code").intValue()).isEqualTo(403);
    }

    @Test
    void garbage_is_not_text() {
      byte[] body = response(FaultScenario.GARBAGE_BODY.once()).body();
      assertThat(new String(body, UTF_8)).contains("\ufffd");
    }

    @Test
    void broken_JSON_begins_like_the_true_response() {
      assertThat(text(FaultScenario.BROKEN_JSON)).startsWith("{\"xid\":\"").doesNotEndWith("}");
    }

    @Test
    void a_text_has_the_content_type_of_a_text() {
      HttpResponse response = response(FaultScenario.PLAIN_TEXT.once());
      assertType("text/plain", response);
      assertThat(text(response)).isEqualTo("Created");
    }

    @Test
    void an_HTML_page_has_the_content_type_of_HTML() {
      HttpResponse response = response(FaultScenario.HTML_PAGE.once());
      assertType(HTML_TYPE, response);
      assertThat(text(response)).startsWith("<!DOCTYPE html>");
    }

    @Test
    void an_empty_body_has_a_content_type_except_with_204() {
      HttpResponse empty = response(FaultScenario.EMPTY_BODY.once());
      assertType(JSON_TYPE, empty);
      assertThat(empty.body()).isEmpty();
      HttpResponse noContent = response(FaultScenario.NO_CONTENT_204.once());
      assertThat(noContent.headers()).isEmpty();
      assertThat(noContent.body()).isEmpty();
    }

    @Test
    void other_shapes_are_JSON() {
      assertThat(json(FaultScenario.JSON_ARRAY).get(0).get("xid")).isNotNull();
      assertThat(json(FaultScenario.JSON_NULL).isNull()).isTrue();
      assertThat(json(FaultScenario.JSON_OF_ANOTHER_CALL).fieldNames())
          .toIterable()
          .containsExactly("code", "message");
    }

    @Test
    void values_of_other_types_have_the_documented_names() {
      JsonNode body = json(FaultScenario.JSON_OF_OTHER_TYPES);
      assertThat(body.fieldNames())
          .toIterable()
          .containsExactly("xid", "hosted_link_url", "link_token", "expires_at");
      assertThat(body).allMatch(JsonNode::isArray);
    }

    @Test
    void values_of_other_types_replace_numbers_too() {
      hub.control().inject(FaultScenario.JSON_OF_OTHER_TYPES.once());
      JsonNode body = json(send(Operation.CREATE_ACCESS_TOKEN));
      assertThat(body.fieldNames()).toIterable().containsExactly("code", "access_token", "ttl");
      assertThat(body).allMatch(JsonNode::isArray);
    }

    @Test
    void a_wrapper_holds_the_true_response() {
      JsonNode body = json(FaultScenario.JSON_IN_WRAPPER);
      assertThat(body.fieldNames()).toIterable().containsExactly("code", "trace", "data");
      assertThat(body.get("data").get("link_token").isTextual()).isTrue();
    }
  }

  @Nested
  class Statuses {

    @ParameterizedTest
    @EnumSource(names = {"MOVED_301", "FOUND_302", "REDIRECT_307"})
    void a_redirect_leads_to_a_host_that_cannot_exist(FaultScenario scenario) {
      assertThat(response(scenario.once()).headers().get("Location"))
          .containsExactly("https://elsewhere.invalid/");
    }

    @Test
    void each_rejected_field_has_a_message() {
      JsonNode body = json(FaultScenario.INVALID_400);
      assertThat(body.get("error").asInt()).isEqualTo(400);
      assertThat(body.get("messages").get("purpose").asText()).isNotEmpty();
    }

    @Test
    void not_found_is_as_observed() {
      assertThat(json(FaultScenario.NOT_FOUND_404).fieldNames())
          .toIterable()
          .containsExactly("code", "message", "status", "error");
    }

    @ParameterizedTest
    @EnumSource(
        names = {
          "UNAUTHENTICATED_401",
          "FORBIDDEN_403",
          "WRONG_METHOD_405",
          "REQUEST_TIMEOUT_408",
          "TOO_LARGE_413",
          "RATE_LIMITED_429",
          "SERVER_ERROR_500",
          "SERVER_ERROR_500_PERFORMED",
          "UNAVAILABLE_503"
        })
    void a_plain_rejection_has_code_and_message_and_no_Retry_After(FaultScenario scenario) {
      HttpResponse response = response(scenario.once());
      assertThat(response.headers()).containsExactly(Map.entry("Content-Type", List.of(JSON_TYPE)));
      JsonNode body = json(response);
      assertThat(body.get("code").asInt()).isEqualTo(response.status());
      assertThat(body.get("message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
        names = {
          "RATE_LIMITED_429_SECONDS",
          "UNAVAILABLE_503_SECONDS",
          "UNAVAILABLE_503_BY_GATEWAY"
        })
    void Retry_After_in_seconds_is_the_chosen_one(FaultScenario scenario) {
      assertThat(retryAfter(scenario.once())).containsExactly("1");
      assertThat(retryAfter(scenario.once().retryAfter(Duration.ofMinutes(2))))
          .containsExactly("120");
    }

    @Test
    void Retry_After_as_a_date_follows_the_hubs_clock_and_has_two_digits_for_the_day() {
      assertThat(retryAfter(FaultScenario.RATE_LIMITED_429_DATE.once()))
          .containsExactly("Sat, 31 Jan 2026 03:30:01 GMT");
      hub.control().clock().advance(Duration.ofDays(1));
      assertThat(
              retryAfter(
                  FaultScenario.RATE_LIMITED_429_DATE.once().retryAfter(Duration.ofHours(1))))
          .containsExactly("Sun, 01 Feb 2026 04:30:00 GMT");
    }

    @ParameterizedTest
    @EnumSource(
        names = {
          "BAD_GATEWAY_502",
          "GATEWAY_TIMEOUT_504",
          "ORIGIN_TIMEOUT_522",
          "UNAUTHENTICATED_401_BY_GATEWAY",
          "FORBIDDEN_403_BY_GATEWAY",
          "NOT_FOUND_404_BY_GATEWAY",
          "RATE_LIMITED_429_BY_GATEWAY",
          "UNAVAILABLE_503_BY_GATEWAY"
        })
    void a_gateway_responds_with_a_page_that_names_the_status(FaultScenario scenario) {
      HttpResponse response = response(scenario.once());
      assertType(HTML_TYPE, response);
      assertThat(response.headers().get("Server")).containsExactly("cloudflare");
      assertThat(text(response)).contains("error " + response.status());
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKED_403", "CHALLENGED_503"})
    void a_firewall_shows_its_Ray_ID_in_header_and_page(FaultScenario scenario) {
      HttpResponse response = response(scenario.once());
      assertType(HTML_TYPE, response);
      assertThat(response.headers().get("CF-RAY")).containsExactly("8f1a2b3c4d5e6f70-SIN");
      assertThat(text(response)).contains("8f1a2b3c4d5e6f70", "203.0.113.7");
    }
  }

  @Nested
  class Rejected_calls {

    @ParameterizedTest
    @MethodSource("responsesOfPerformedCalls")
    void are_not_changed_by_faults_that_replace_a_success(FaultScenario scenario) {
      hub.control().inject(scenario.always());
      HttpResponse response = create("bad");
      assertThat(response.status()).isEqualTo(401);
      assertThat(json(response).get("message").asText())
          .startsWith("Unauthenticated: the access token ");
      assertThat(hub.control().journal())
          .singleElement()
          .extracting(JournalEntry::fault)
          .isEqualTo(Optional.empty());
    }

    static Stream<FaultScenario> responsesOfPerformedCalls() {
      return Arrays.stream(FaultScenario.values())
          .filter(scenario -> !scenario.needsConnection() && scenario.phase().isPerformed());
    }

    @Test
    void are_lost_with_their_connection() {
      hub.control().inject(FaultScenario.RESET_BEFORE_RESPONSE.always());
      assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> create("bad"));
    }
  }

  @Test
  void until_follows_a_shared_clock() {
    TestClock clock = hub.control().clock();
    hub.control().inject(FaultScenario.SERVER_ERROR_500.until(clock.instant().plusSeconds(10)));
    assertThat(create("good").status()).isEqualTo(500);
    clock.advance(Duration.ofSeconds(10));
    assertThat(create("good").status()).isEqualTo(201);
  }

  private HttpResponse send(Operation operation) {
    String authorization = operation.usesAccessToken() ? "Bearer good" : basic();
    return handler.handle(SampleRequest.of(operation, authorization));
  }

  private String basic() {
    ClientCredentials client = hub.control().credentials();
    String pair = client.clientId() + ":" + client.clientSecret().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private HttpResponse response(Fault fault) {
    hub.control().inject(fault.on(Operation.CREATE_LINK_TOKEN));
    return create("good");
  }

  private List<String> retryAfter(Fault fault) {
    return response(fault).headers().getOrDefault("Retry-After", List.of());
  }

  private String text(FaultScenario scenario) {
    return text(response(scenario.once()));
  }

  private JsonNode json(FaultScenario scenario) {
    HttpResponse response = response(scenario.once());
    assertType(JSON_TYPE, response);
    return json(response);
  }

  private HttpResponse create(String bearer) {
    byte[] body =
        "{\"company_xid\":\"%s\",\"purpose\":\"LINK_BANK_ACCOUNT\"}"
            .formatted(Samples.COMPANY)
            .getBytes(UTF_8);
    Map<String, List<String>> headers =
        Map.of(
            "Authorization",
            List.of("Bearer " + bearer),
            "Content-Type",
            List.of("application/json"));
    return handler.handle(
        new HttpRequest("POST", URI.create("/v1/link-token/create"), headers, body));
  }

  private static void assertType(String type, HttpResponse response) {
    assertThat(response.headers().get("Content-Type")).containsExactly(type);
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), UTF_8);
  }

  private static JsonNode json(HttpResponse response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(text(response), e);
    }
  }
}
