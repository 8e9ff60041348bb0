package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.Failures;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  private static final LinkTokenRequest UNLINK =
      LinkTokenRequest.unlink(new CompanyXid("company-1"), new BankAccountXid("account-1"));

  private final ScriptedClient client = new ScriptedClient();

  @Nested
  class Rejections {

    @Test
    void FR_02_are_reported_beside_a_number_that_is_too_long() {
      client.on(CREATE, 400, "{\"message\": \"sai\", \"at\": -1e31234000000000}");
      assertThat(client.failure(InvalidRequestException.class).serviceMessage()).contains("sai");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'code':400,'message':'Validation error','errors':{'purpose':'is wrong'}}",
          "{'status':400,'error':400,'messages':{'purpose':'is wrong'}}",
          "{'message':'Validation error','errors':{'purpose':['is','wrong']}}",
          "{'message':'Validation error','errors':{'purpose':{'first':'is','second':'wrong'}}}",
          "{'messages':{'purpose':'is wrong','error':'Validation error'}}",
        })
    void LT_17_give_the_field_messages_of_any_shape(String body) {
      client.on(CREATE, 400, body.replace('\'', '"'));
      InvalidRequestException failure = client.failure(InvalidRequestException.class);
      assertThat(failure.fields()).isEqualTo(Map.of("purpose", "is wrong"));
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(failure.call().httpStatus()).hasValue(400);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'code':400,'message':'Sai','errors':null}",
          "{'code':0,'message':'Sai','status':0,'error':'string'}",
          "{'status':400,'error':400,'messages':{'error':'Sai'}}",
          "{'messages':'Sai'}",
          "{'errors':['Sai']}",
          "{'error':'Sai'}",
          "{'error_description':'Sai'}",
        })
    void LT_17_give_the_message_as_SePay_wrote_it(String body) {
      client.on(CREATE, 400, body.replace('\'', '"'));
      assertThat(client.failure(InvalidRequestException.class).serviceMessage()).contains("Sai");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 400})
    void FR_07_are_Bank_Hubs_with_a_code_that_gRPC_does_not_have(int code) {
      client.on(CREATE, 400, "{\"code\": " + code + ", \"message\": \"Sai\"}");
      assertThat(client.failure(InvalidRequestException.class).requestOutcome())
          .isEqualTo(RequestOutcome.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no JSON", "[]"})
    void LT_17_are_understood_by_status_if_the_body_says_nothing(String body) {
      client.on(CREATE, 422, body);
      InvalidRequestException failure = client.failure(InvalidRequestException.class);
      assertThat(failure.fields()).isEmpty();
      assertThat(failure.serviceMessage()).isEmpty();
    }

    @Test
    void LT_17_are_truncated_to_a_readable_length() {
      StringBuilder fields = new StringBuilder("{\"errors\": {");
      for (int field = 0; field < 1000; field++) {
        fields.append("\"field").append(field).append("\": \"").append("x".repeat(2000));
        fields.append("\", ");
      }
      client.on(CREATE, 400, fields + "\"last\": \"x\"}}");
      InvalidRequestException failure = client.failure(InvalidRequestException.class);
      assertThat(failure.fields()).hasSize(50);
      assertThat(failure.fields().values()).allMatch(text -> text.length() == 1001);
    }

    @Test
    void C12_LT_15_of_the_company_alone_mean_that_it_does_not_exist() {
      client.on(CREATE, 400, "{\"messages\": {\"company_xid\": \"Không tồn tại\"}}");
      NotFoundException failure = client.failure(NotFoundException.class);
      assertThat(failure.possiblyMissing())
          .containsExactly(new Reference("company_xid", "company-1"));
      assertThat(failure.serviceMessage()).contains("Không tồn tại");
    }

    @Test
    void LT_17_of_more_than_the_references_are_invalid_requests() {
      client.on(CREATE, 400, "{\"messages\": {\"company_xid\": \"a\", \"purpose\": \"b\"}}");
      assertThat(client.failure(InvalidRequestException.class).fields())
          .containsOnlyKeys("company_xid", "purpose");
    }

    @Test
    void C12_LT_16_by_404_name_both_references_if_the_response_names_none() {
      client.on(CREATE, 404, "{\"code\": 404, \"message\": \"Not found\"}");
      NotFoundException failure =
          catchThrowableOfType(
              NotFoundException.class, () -> client.hub().linkTokens().create(UNLINK));
      assertThat(failure.possiblyMissing())
          .containsExactly(
              new Reference("company_xid", "company-1"),
              new Reference("bank_account_xid", "account-1"));
      assertThat(failure).hasMessageContaining("company-1 or bank_account_xid account-1");
    }

    @Test
    void by_404_without_JSON_are_unreadable_for_the_address_may_be_wrong() {
      client.on(CREATE, 404, "404 page not found");
      assertThat(client.failure(MalformedResponseException.class))
          .hasMessageContaining("is the base URI right?");
    }

    @Test
    void by_403_with_JSON_are_access_denied() {
      client.on(CREATE, 403, "{\"message\": \"Forbidden\"}");
      assertThat(client.failure(AccessDeniedException.class)).hasMessageContaining("Forbidden");
    }

    @Test
    void FR_03_by_429_report_a_Retry_After_beyond_the_deadline() {
      client.on(CREATE, 429, ERROR, "Retry-After", "3600");
      RateLimitedException failure = client.failure(RateLimitedException.class);
      assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
      "'Sat, 31 Jan 2026 04:30:00 GMT', PT1H",
      "'Sat, 31 Jan 2026 03:00:00 GMT', PT0S",
    })
    void FR_03_by_429_may_give_a_date(String date, Duration wait) {
      client.on(CREATE, 429, ERROR, "retry-after", date);
      assertThat(client.failure(RateLimitedException.class).retryAfter()).contains(wait);
    }

    @Test
    void FR_03_by_429_may_lack_a_Retry_After() {
      client.on(CREATE, 429, ERROR, "Retry-After", "a while");
      assertThat(client.failure(RateLimitedException.class).retryAfter()).isEmpty();
      assertThat(client.sent(CREATE)).hasSize(3);
    }

    @Test
    void by_3xx_are_unreadable_because_redirects_are_not_followed() {
      client.on(CREATE, 302, "", "Location", "https://evil.example/");
      assertThat(client.failure(MalformedResponseException.class)).hasMessageContaining("HTTP 302");
      assertThat(client.sent(CREATE)).hasSize(1);
    }
  }

  @Nested
  class Pages_of_the_edge {

    private static final String PAGE =
        """
        <!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>
        <body><h1>Sorry, you have been blocked</h1>
        <span>Cloudflare Ray ID: <strong class="font-semibold">8f1a2b3c4d5e6f70</strong></span>
        <span>Your IP: <button>Click to reveal</button><span id="ip">203.0.113.7</span></span>
        </body></html>
        """;

    @ParameterizedTest
    @ValueSource(ints = {403, 400, 503, 200})
    void FR_02_differ_from_responses_of_Bank_Hub(int status) {
      client.on(CREATE, status, PAGE, "Content-Type", "text/html; charset=UTF-8");
      BlockedByFirewallException failure = client.failure(BlockedByFirewallException.class);
      assertThat(failure.rayId()).contains("8f1a2b3c4d5e6f70");
      assertThat(failure).hasMessageContaining("User-Agent");
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"403, REJECTED", "400, REJECTED", "503, UNKNOWN", "501, UNKNOWN"})
    void FR_02_leave_the_outcome_of_a_5xx_unknown(int status, RequestOutcome outcome) {
      client.on(CREATE, status, PAGE, "Content-Type", "text/html", "Retry-After", "0");
      assertThat(client.failure(BlockedByFirewallException.class).requestOutcome())
          .isEqualTo(outcome);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @Test
    void FR_02_with_the_header_of_a_challenge_reject_the_request() {
      client.on(CREATE, 503, PAGE, "Content-Type", "text/html", "cf-mitigated", "challenge");
      assertThat(client.failure(BlockedByFirewallException.class).requestOutcome())
          .isEqualTo(RequestOutcome.REJECTED);
    }

    @Test
    void FR_02_are_not_confused_with_a_result_that_is_declared_as_HTML() {
      String named = CREATED.replace("{", "{\"name\": \"CONG TY X-RAY IDEAS\", ");
      client.on(CREATE, 201, named, "Content-Type", "text/html");
      assertThat(client.create().xid().value()).isEqualTo("lt-1");
    }

    @Test
    void FR_02_show_no_account_number_as_an_address_or_ray_id() {
      client.on(CREATE, 403, "<p>Ray ID: 0011223344556-x Your IP: 2001:db8:0011223344556l</p>");
      BlockedByFirewallException failure = client.failure(BlockedByFirewallException.class);
      assertThat(failure).hasMessageNotContaining("0011223344556");
      assertThat(failure.call().excerpt().orElseThrow()).doesNotContain("0011223344556");
    }

    @Test
    void FR_02_may_be_as_hostile_as_they_like() {
      client.on(CREATE, 403, "<p>Ray ID: " + "<b> ".repeat(100_000));
      assertThat(client.failure(BlockedByFirewallException.class).rayId()).isEmpty();
    }

    @Test
    void that_it_only_passes_on_are_no_block() {
      client.on(CREATE, 503, "<html>Busy<script src='https://cloudflare'></script></html>");
      assertThat(client.failure(UnavailableException.class).requestOutcome())
          .isEqualTo(RequestOutcome.UNKNOWN);
    }

    @Test
    void FR_02_may_show_the_address() {
      client.on(CREATE, 403, "<p>Your IP: <b>203.0.113.7</b></p>");
      assertThat(client.failure(BlockedByFirewallException.class).blockedAddress())
          .contains("203.0.113.7");
    }

    @Test
    void FR_02_show_no_address_that_is_longer_than_any() {
      client.on(CREATE, 403, "<p>Your IP: " + "1.".repeat(500_000) + "</p>");
      BlockedByFirewallException failure = client.failure(BlockedByFirewallException.class);
      assertThat(failure.blockedAddress()).isEmpty();
      assertThat(failure.getMessage()).hasSizeLessThan(500);
    }

    @Test
    void FR_02_give_no_ray_id_that_is_none() {
      client.on(CREATE, 403, "<p>Forbidden</p>", "CF-RAY", "Bearer s3cret-token");
      assertThat(client.failure(BlockedByFirewallException.class).rayId()).isEmpty();
    }

    @Test
    void FR_02_give_the_ray_id_of_the_header_if_they_show_none() {
      client.on(CREATE, 403, "<p>Forbidden</p>", "CF-RAY", "8f1a2b3c4d5e6f70-SIN");
      assertThat(client.failure(BlockedByFirewallException.class).rayId())
          .contains("8f1a2b3c4d5e6f70-SIN");
    }

    @Test
    void for_a_service_that_is_down_are_no_block() {
      client.on(CREATE, 502, "<html>cloudflare: bad gateway</html>");
      UnavailableException failure = client.failure(UnavailableException.class);
      assertThat(failure.reason()).isEqualTo(Reason.SERVER_ERROR);
    }
  }

  @Nested
  class Without_a_response {

    static Stream<Arguments> failures() {
      String hub = "http://hub";
      return Stream.of(
          Arguments.of(
              Failures.notConnected(new ConnectException("refused"), hub),
              Reason.CONNECT,
              RequestOutcome.NOT_SENT),
          Arguments.of(
              Failures.notConnected(new SSLHandshakeException("cert"), hub),
              Reason.CONNECT,
              RequestOutcome.NOT_SENT),
          Arguments.of(
              Failures.lost(new SocketTimeoutException("slow"), hub, 0),
              Reason.TIMEOUT,
              RequestOutcome.UNKNOWN),
          Arguments.of(
              Failures.lost(new NoHttpResponseException("gone"), hub, 0),
              Reason.RESET,
              RequestOutcome.UNKNOWN),
          Arguments.of(
              Failures.lost(new SocketException("reset"), hub, 201),
              Reason.RESET,
              RequestOutcome.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void FR_01_the_failure_says_whether_the_request_was_sent(
        AttemptException cause, Reason reason, RequestOutcome requestOutcome) {
      client.failing(CREATE, cause);
      UnavailableException failure = client.failure(UnavailableException.class);
      assertThat(failure.reason()).isEqualTo(reason);
      assertThat(failure.requestOutcome()).isEqualTo(requestOutcome);
      assertThat(failure).hasNoCause();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void FR_07_create_is_retried_only_if_it_was_not_sent(
        AttemptException cause, Reason reason, RequestOutcome requestOutcome) {
      client.failing(CREATE, cause);
      UnavailableException failure = client.failure(UnavailableException.class);
      int attempts = requestOutcome == RequestOutcome.NOT_SENT ? 3 : 1;
      assertThat(client.sent(CREATE)).as(reason.name()).hasSize(attempts);
      assertThat(failure.call().attempts()).isEqualTo(attempts);
    }
  }

  /** A gateway may respond after Bank Hub performed the request. */
  @Nested
  class Responses_of_a_gateway {

    private static final String PAGE = "<html><h1>Guru Meditation</h1></html>";

    static Stream<Arguments> responses() {
      return Stream.of(401, 403, 404, 405, 413, 422, 429, 503)
          .flatMap(
              status ->
                  Stream.of(
                          PAGE,
                          "",
                          "{}",
                          "[]",
                          "upstream connect error",
                          "{\"message\": \"Service unavailable\"}",
                          "{\"status\": 503, \"error\": \"Service Unavailable\"}",
                          "{\"code\": 1, \"message\": \"upstream\"}",
                          "{\"code\": 14, \"message\": \"upstream\", \"details\": []}",
                          "{\"code\": 16, \"message\": \"upstream\"}",
                          "{\"code\": \"busy\", \"message\": \"Service unavailable\"}")
                      .map(body -> Arguments.of(status, body)));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void FR_07_leave_unknown_whether_create_was_performed_and_end_the_call(
        int status, String body) {
      client.on(CREATE, status, body, "Retry-After", "0").on(CREATE, 201, CREATED);
      BankHubException failure = client.failure(BankHubException.class);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(failure.call().httpStatus()).hasValue(status);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void FR_07_to_a_request_for_a_token_are_retried(int status) {
      client.without(TOKEN).on(TOKEN, status, PAGE, "Retry-After", "0");
      client.on(TOKEN, 201, RawServer.TOKEN).on(CREATE, 201, CREATED);
      assertThat(client.create().xid().value()).isEqualTo("lt-1");
      assertThat(client.sent(TOKEN)).hasSize(2);
    }

    @Test
    void FR_04_with_401_renew_the_token_for_the_next_create() {
      client.on(CREATE, 401, PAGE).on(CREATE, 201, CREATED);
      FeignBankHub hub = client.hub();
      assertThat(
              catchThrowableOfType(
                  AccessDeniedException.class, () -> hub.linkTokens().create(ScriptedClient.LINK)))
          .returns(RequestOutcome.UNKNOWN, AccessDeniedException::requestOutcome);
      assertThat(hub.linkTokens().create(ScriptedClient.LINK)).isNotNull();
      assertThat(client.sent(TOKEN)).hasSize(2);
    }
  }

  @Nested
  class Responses_of_a_failing_service {

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 521, 408})
    void FR_07_leave_unknown_whether_create_was_performed_and_end_the_call(int status) {
      client.on(CREATE, status, "{}");
      assertThat(client.failure(UnavailableException.class).requestOutcome())
          .isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @Test
    void FR_07_with_a_Retry_After_are_retried() {
      client.on(CREATE, 503, ERROR, "Retry-After", "0").on(CREATE, 201, CREATED);
      assertThat(client.create().xid().value()).isEqualTo("lt-1");
      assertThat(client.sent(CREATE)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"503, 3600, PT1H", "500, 7200, PT2H", "503, a while,"})
    void FR_03_report_a_Retry_After_beyond_the_deadline(int status, String header, Duration wait) {
      client.on(CREATE, status, ERROR, "Retry-After", header);
      assertThat(client.failure(UnavailableException.class).retryAfter())
          .isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void FR_05_open_the_circuit_which_then_lets_nothing_through() {
      client.on(CREATE, 500, "{}");
      FeignBankHub hub = client.hub();
      UnavailableException failure = null;
      for (int call = 0; call < 21; call++) {
        failure =
            catchThrowableOfType(
                UnavailableException.class, () -> hub.linkTokens().create(ScriptedClient.LINK));
      }
      assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(client.sent(CREATE)).hasSize(20);
    }

    @Test
    void FR_05_are_not_those_of_4xx() {
      client.on(CREATE, 400, "{}");
      FeignBankHub hub = client.hub();
      for (int call = 0; call < 150; call++) {
        assertThatExceptionOfType(InvalidRequestException.class)
            .isThrownBy(() -> hub.linkTokens().create(ScriptedClient.LINK));
      }
      assertThat(client.sent(CREATE)).hasSize(150);
    }
  }

  @Test
  void FR_06_an_interrupted_thread_sends_nothing_and_keeps_the_flag() {
    client.on(CREATE, 201, CREATED);
    Thread.currentThread().interrupt();
    UnavailableException failure = client.failure(UnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
    assertThat(client.sent("")).isEqualTo(List.of());
  }

  @Test
  void FR_06_an_interrupt_between_attempts_ends_the_call_and_keeps_the_flag() throws Exception {
    client.on(CREATE, 429, ERROR, "Retry-After", "20");
    AtomicReference<UnavailableException> failure = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              failure.set(client.failure(UnavailableException.class));
              flag.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    while (caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join();

    assertThat(failure.get().reason()).isEqualTo(Reason.INTERRUPTED);
    assertThat(failure.get().requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
    assertThat(flag).isTrue();
    assertThat(client.sent(CREATE)).hasSize(1);
  }

  @Test
  void LT_24_show_no_secret_however_it_is_spelt() {
    client
        .without(ScriptedClient.TOKEN)
        .on(ScriptedClient.TOKEN, 201, "{\"access_token\": \"s3/cret\", \"ttl\": 60}");
    client.on(CREATE, 400, "{\"message\": \"s3\\/cret, s3\\u002fcret\"}");
    InvalidRequestException failure = client.failure(InvalidRequestException.class);
    assertThat(failure.serviceMessage()).contains("***, ***");
    assertThat(failure).hasMessageNotContaining("s3/cret");
  }

  /** The excerpt is the body as it was sent, so a secret in it may be escaped in any way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\": \"s3/cret+\"}",
        "{\"message\": \"s3\\/cret+\"}",
        "{\"message\": \"s3\\u002fcret+\"}",
        "{\"message\": \"\\u0073\\u0033\\u002F\\u0063ret\\u002b\"}",
        "<p>/v1?token=s3%2fcret%2B</p>",
        "<p>s3&#x2F;cret&#x2b;</p>",
        "<p>s3&#47;cret&#43;</p>",
      })
  void LT_24_show_no_escaped_secret_in_the_excerpt(String body) {
    client
        .without(ScriptedClient.TOKEN)
        .on(ScriptedClient.TOKEN, 201, "{\"access_token\": \"s3/cret+\", \"ttl\": 60}");
    client.on(CREATE, 400, body);
    BankHubException failure = client.failure(BankHubException.class);
    assertThat(failure.call().excerpt().orElseThrow())
        .contains("***")
        .doesNotContain("s3", "cret", "0073");
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 9_000, 50_000})
  void LT_24_show_no_escaped_secret_of_any_length(int length) {
    String token = "s3/cret+".repeat(length / 8);
    client
        .without(ScriptedClient.TOKEN)
        .on(ScriptedClient.TOKEN, 201, "{\"access_token\": \"" + token + "\", \"ttl\": 60}");
    client.on(CREATE, 400, "{\"message\": \"" + token.replace("/", "\\/") + "\"}");
    assertThat(client.failure(BankHubException.class).call().excerpt().orElseThrow())
        .contains("***")
        .doesNotContain("cret");
  }

  /** A URL in JSON: the percent sign is the secret's own, and the slash is escaped. */
  @Test
  void LT_24_show_no_secret_that_is_escaped_in_parts() {
    client
        .without(ScriptedClient.TOKEN)
        .on(ScriptedClient.TOKEN, 201, "{\"access_token\": \"s3%25/cret\", \"ttl\": 60}");
    client.on(CREATE, 400, "{\"message\": \"s3%25\\/cret s3%2525%2fcret\"}");
    assertThat(client.failure(BankHubException.class).call().excerpt().orElseThrow())
        .contains("*** ***");
  }

  @Test
  void LT_16_name_what_was_really_sent() {
    client.on(CREATE, 404, ERROR);
    LinkTokenRequest request =
        UNLINK
            .withUncheckedField("company_xid", "company-2")
            .withUncheckedField("bank_account_xid", "account-2");
    NotFoundException failure =
        catchThrowableOfType(
            NotFoundException.class, () -> client.hub().linkTokens().create(request));
    assertThat(failure.possiblyMissing())
        .containsExactly(
            new Reference("company_xid", "company-2"),
            new Reference("bank_account_xid", "account-2"));
  }

  @Test
  void LT_24_show_no_secret_anywhere() {
    client.on(
        CREATE,
        400,
        "{\"message\": \"Bearer s3cret-token\", \"errors\": {\"x\": \"s3cret-token\"},"
            + "\"link_token\": \"s3cret-of-link\", \"account_number\": 123456}");
    InvalidRequestException failure = client.failure(InvalidRequestException.class);
    assertThat(failure.toString()).doesNotContain("s3cret");
    assertThat(failure.fields().toString()).doesNotContain("s3cret");
    assertThat(failure.call().excerpt().orElseThrow())
        .doesNotContain("s3cret", "123456")
        .contains("***");
  }
}
