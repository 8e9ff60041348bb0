package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.history.LinkTokenStatus;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenLifecycleRequestsTest {

  private static final String GET = "/v1/link-token/get";
  private static final String REVOKE = "/v1/link-token/revoke";
  private static final LinkTokenSecret SECRET = new LinkTokenSecret("s3cret-of-link");
  private static final LinkTokenXid XID = new LinkTokenXid("lt-1");
  private static final String DETAILS =
      """
      {"xid": "lt-1", "purpose": "LINK_BANK_ACCOUNT", "status": "Active",
       "completion_redirect_uri": "https://example.com/linked", "is_mobile_app": 0,
       "language": "vi", "session_count": 1, "created_at": "2026-01-31 10:00:00",
       "updated_at": "2026-01-31 10:01:00", "expires_at": "2026-01-31 10:30:00",
       "company": {"full_name": "CONG TY TNHH ABC", "status": "Active", "xid": "company-1"},
       "sessions": [{"xid": "s-1", "context": null, "state": "PENDING", "status": "Active",
         "result": null, "finished_at": null, "expires_at": "2026-01-31 10:16:00",
         "created_at": "2026-01-31 10:01:00", "updated_at": "2026-01-31 10:01:00"}],
       "events": [{"xid": "e-1", "name": "LINK_TOKEN_CREATED", "metadata": null,
         "created_at": "2026-01-31 10:00:00"}]}
      """;
  private static final String DONE = "{\"message\": \"Liên kết đã được thu hồi thành công\"}";
  private static final String NOT_FOUND =
      "{\"code\": 0, \"message\": \"Không tìm thấy\", \"status\": 0, \"error\": \"x\"}";

  private final ScriptedClient client = new ScriptedClient();

  @Nested
  class Getting {

    @Test
    void C13_LI_01_posts_the_secret_as_JSON_with_the_bearer_token() {
      client.on(GET, 200, DETAILS).hub().linkTokens().get(SECRET);

      Request request = client.sent(GET).get(0);
      assertThat(request.httpMethod()).isEqualTo(Request.HttpMethod.POST);
      assertThat(request.url()).isEqualTo("https://bankhub-api-sandbox.sepay.vn" + GET);
      assertThat(header(request, "Authorization")).isEqualTo("Bearer s3cret-token");
      assertThat(header(request, "Content-Type")).isEqualTo("application/json");
      assertThat(new String(request.body(), UTF_8))
          .isEqualTo("{\"link_token\":\"s3cret-of-link\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "{\"code\": 200, \"data\": %s}"})
    void LI_02_reads_the_response_flat_and_in_a_data_wrapper(String wrapper) {
      LinkTokenDetails details = got(wrapper.formatted(DETAILS));

      assertThat(details.xid()).isEqualTo(XID);
      assertThat(details.purpose()).hasValue(Purpose.LINK_BANK_ACCOUNT);
      assertThat(details.status()).hasValue(LinkTokenStatus.ACTIVE);
      assertThat(details.platform()).hasValue(Platform.WEB);
      assertThat(details.sessionCount()).hasValue(1);
      assertThat(details.expiry().instant()).hasValue(Instant.parse("2026-01-31T03:30:00Z"));
      assertThat(details.companyXid()).hasValue(new CompanyXid("company-1"));
      assertThat(details.sessions().get(0).state()).hasValue(LinkSessionState.PENDING);
      assertThat(details.webhookEvents()).hasExactlyElementsOfTypes(LinkTokenEvent.Created.class);
    }

    @Test
    void LI_05_reads_times_in_a_configured_zone() {
      client.on(GET, 200, DETAILS);
      LinkTokenDetails details =
          client
              .builder(ScriptedClient.settings().withZone(ZoneOffset.UTC))
              .build()
              .linkTokens()
              .get(SECRET);
      assertThat(details.createdAt()).hasValue(Instant.parse("2026-01-31T10:00:00Z"));
      assertThat(details.sessions().get(0).createdAt())
          .hasValue(Instant.parse("2026-01-31T10:01:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"status\": {}",
          "\"is_mobile_app\": \"1\"",
          "\"session_count\": \"many\"",
          "\"created_at\": [1]",
          "\"company\": \"company-1\"",
          "\"sessions\": null",
          "\"sessions\": [7, null, {}]",
          "\"events\": {}",
          "\"events\": [{\"xid\": \"e\", \"name\": [1]}]",
          "\"new\": {\"nested\": [1.50]}"
        })
    void LI_04_loses_nothing_over_an_odd_field(String odd) {
      assertThat(got("{\"xid\": \"lt-1\", " + odd + "}").xid()).isEqualTo(XID);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-1e31234000000000",
          "1e-99999999999999999999",
          "1e2147483647",
          "-1.5e-2147483000",
          "12345678901234567890123456789012345678901",
          "12345678901234567890",
          "1234567890123",
        })
    @Timeout(10)
    void LI_04_a_number_that_is_too_long_costs_its_own_field_only(String number) {
      LinkTokenDetails details =
          got(
              "{\"xid\": \"lt-1\", \"session_count\": %s, \"created_at\": {\"a\": [%s]}}"
                  .formatted(number, number));
      assertThat(details.xid()).isEqualTo(XID);
      assertThat(details.sessionCount()).isEmpty();
    }

    @Test
    @Timeout(10)
    void LI_04_a_number_of_a_million_digits_costs_no_time() {
      String number = "7".repeat(1_000_000);
      assertThat(got("{\"xid\": \"lt-1\", \"session_count\": " + number + "}").xid())
          .isEqualTo(XID);
    }

    @Test
    void LI_04_without_its_id_the_response_is_malformed_and_shows_no_secret() {
      client.on(
          GET, 200, DETAILS.replaceFirst("\"xid\": \"lt-1\"", "\"hint\": \"s3cret-of-link\""));
      MalformedResponseException failure = failed(MalformedResponseException.class);
      assertThat(failure).hasMessageContaining("xid").hasMessageContaining("HTTP 200");
      assertShowsNoSecret(failure);
    }

    @Test
    void LI_03_names_what_was_not_found_and_not_the_secret() {
      client.on(GET, 404, NOT_FOUND.replace("\"x\"", "\"no link token s3cret-of-link\""));
      NotFoundException failure = failed(NotFoundException.class);
      assertThat(failure.possiblyMissing()).containsExactly(new Reference("link_token", "***"));
      assertThat(failure.serviceMessage()).contains("Không tìm thấy");
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertShowsNoSecret(failure);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"code\": 400, \"message\": \"s3cret-of-link is badly formed\", \"errors\": null}",
          "{\"status\": 400, \"error\": 400, \"messages\": {\"link_token\": \"s3cret-of-link?\"}}"
        })
    void LI_03_a_secret_that_SePay_calls_badly_formed_is_not_shown_either(String body) {
      client.on(GET, 400, body);
      assertShowsNoSecret(failed(InvalidRequestException.class));
    }

    private LinkTokenDetails got(String response) {
      return client.on(GET, 200, response).hub().linkTokens().get(SECRET);
    }

    private <E extends BankHubException> E failed(Class<E> type) {
      return catchThrowableOfType(type, () -> client.hub().linkTokens().get(SECRET));
    }

    private static void assertShowsNoSecret(BankHubException failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      assertThat(trace + failure.call().excerpt().orElse("")).doesNotContain("s3cret-of-link");
    }
  }

  @Nested
  class Revoking {

    @Test
    void C13_LR_01_posts_the_id_as_JSON_with_the_bearer_token() {
      client.on(REVOKE, 200, DONE).hub().linkTokens().revoke(XID);

      Request request = client.sent(REVOKE).get(0);
      assertThat(request.httpMethod()).isEqualTo(Request.HttpMethod.POST);
      assertThat(header(request, "Authorization")).isEqualTo("Bearer s3cret-token");
      assertThat(header(request, "Content-Type")).isEqualTo("application/json");
      assertThat(new String(request.body(), UTF_8)).isEqualTo("{\"link_token_xid\":\"lt-1\"}");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "200|{}",
          "201|{\"data\": {\"message\": \"ok\"}}",
          "202|{\"message\": [1]}",
          "204|''",
          "200|''",
          "200|[]",
          "200|OK",
          "200|\"ok\"",
          "200|null"
        })
    void LR_02_any_success_is_one(int status, String body) {
      client.on(REVOKE, status, body).hub().linkTokens().revoke(XID);
      assertThat(client.sent(REVOKE)).hasSize(1);
    }

    @Test
    void LR_03_names_the_id_that_was_not_found_at_the_first_attempt() {
      client.on(REVOKE, 404, NOT_FOUND);
      NotFoundException failure = failed(NotFoundException.class);
      assertThat(failure.possiblyMissing())
          .containsExactly(new Reference("link_token_xid", "lt-1"));
      assertThat(client.sent(REVOKE)).hasSize(1);
    }

    @Test
    void LR_04_not_found_after_an_attempt_of_unknown_end_is_success() {
      client.failing(REVOKE, ScriptedClient.reset()).on(REVOKE, 404, NOT_FOUND);
      client.hub().linkTokens().revoke(XID);
      assertThat(client.sent(REVOKE)).hasSize(2);
    }

    @Test
    void LR_04_the_same_holds_if_the_access_token_was_renewed_in_between() {
      client
          .failing(REVOKE, ScriptedClient.reset())
          .on(REVOKE, 401, ERROR)
          .on(REVOKE, 404, NOT_FOUND)
          .hub()
          .linkTokens()
          .revoke(XID);
      assertThat(client.sent(REVOKE)).hasSize(3);
      assertThat(client.sent(ScriptedClient.TOKEN)).hasSize(2);
    }

    @Test
    void LR_04_not_found_after_an_attempt_that_was_not_performed_is_a_failure() {
      client.on(REVOKE, 429, ERROR).on(REVOKE, 404, NOT_FOUND);
      assertThat(failed(NotFoundException.class).call().attempts()).isEqualTo(2);
    }

    @Test
    void LR_04_no_such_path_after_an_attempt_of_unknown_end_is_a_failure() {
      client.on(REVOKE, 500, "{}").on(REVOKE, 404, "<html>nothing here</html>");
      assertThat(failed(MalformedResponseException.class).call().attempts()).isEqualTo(2);
    }

    @Test
    void LR_04_a_rejection_after_an_attempt_with_unknown_outcome_leaves_it_unknown() {
      client.on(REVOKE, 500, "{}").on(REVOKE, 403, ERROR);
      AccessDeniedException failure = failed(AccessDeniedException.class);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(failure.call().httpStatus()).hasValue(403);
    }

    @Test
    void LR_03_a_badly_formed_id_is_an_invalid_request_in_every_shape() {
      client.on(REVOKE, 400, "{\"status\": 400, \"messages\": {\"link_token_xid\": \"sai\"}}");
      assertThat(failed(InvalidRequestException.class).fields())
          .containsEntry("link_token_xid", "sai");
    }

    private <E extends BankHubException> E failed(Class<E> type) {
      return catchThrowableOfType(type, () -> client.hub().linkTokens().revoke(XID));
    }
  }

  @Nested
  class Retrying {

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void FR_07_both_are_sent_again_after_what_can_pass(int status) {
      client.on(GET, status, "{}").on(GET, 200, DETAILS);
      client.on(REVOKE, status, "{}").on(REVOKE, 200, DONE);
      FeignBankHub hub = client.hub();

      assertThat(hub.linkTokens().get(SECRET).xid()).isEqualTo(XID);
      hub.linkTokens().revoke(XID);
      assertThat(client.sent(GET)).hasSize(2);
      assertThat(client.sent(REVOKE)).hasSize(2);
    }

    @Test
    void FR_07_both_are_retried_after_a_lost_response() {
      client.failing(GET, ScriptedClient.reset()).on(GET, 200, DETAILS);
      client.failing(REVOKE, ScriptedClient.reset()).on(REVOKE, 200, DONE);
      FeignBankHub hub = client.hub();

      assertThat(hub.linkTokens().get(SECRET).xid()).isEqualTo(XID);
      hub.linkTokens().revoke(XID);
      assertThat(client.sent(GET)).hasSize(2);
      assertThat(client.sent(REVOKE)).hasSize(2);
    }

    @Test
    void FR_07_a_response_that_stays_lost_is_reported_as_unknown() {
      client.failing(REVOKE, ScriptedClient.reset());
      UnavailableException failure =
          catchThrowableOfType(
              UnavailableException.class, () -> client.hub().linkTokens().revoke(XID));
      assertThat(failure.call().operation()).isEqualTo(Operation.REVOKE_LINK_TOKEN);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(failure.call().attempts()).isEqualTo(3);
    }

    @Test
    void FR_07_a_malformed_response_is_not_retried() {
      client.on(GET, 200, "[]");
      assertThat(
              catchThrowableOfType(
                      MalformedResponseException.class, () -> client.hub().linkTokens().get(SECRET))
                  .call()
                  .attempts())
          .isEqualTo(1);
    }

    @Test
    void LT_18_a_rejected_access_token_is_renewed_once() {
      client.on(GET, 401, ERROR).on(GET, 200, DETAILS);
      assertThat(client.hub().linkTokens().get(SECRET).xid()).isEqualTo(XID);
      assertThat(client.sent(ScriptedClient.TOKEN)).hasSize(2);
    }
  }
}
