package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a listener gets of each call, and what the health of a hub shows of it. */
class CallRecordTest {

  private final ScriptedClient client = new ScriptedClient();
  private final List<CallRecord> records = new ArrayList<>();
  private final CallListener listener =
      new CallListener() {
        @Override
        public void completed(CallRecord call) {
          records.add(call);
        }
      };
  private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
  private final FeignBankHub hub =
      client.builder().listener(listener).circuitBreakers(circuits).build();

  private CallRecord last() {
    return records.get(records.size() - 1);
  }

  private void create() {
    hub.linkTokens().create(LINK);
  }

  private void fail() {
    assertThatExceptionOfType(BankHubException.class).isThrownBy(this::create);
  }

  @Nested
  class Of_a_success {

    @Test
    void has_the_ids_of_the_request_and_of_the_created_link_token() {
      client.on(CREATE, 201, CREATED, "CF-RAY", "8a1b2c3d4e5f6789-SIN");
      create();

      assertThat(last().operation()).isEqualTo(Operation.CREATE_LINK_TOKEN);
      assertThat(last().ids())
          .isEqualTo(Map.of("company_xid", "company-1", "link_token_xid", "lt-1"))
          .isUnmodifiable();
      assertThat(last().attempts()).isEqualTo(1);
      assertThat(last().httpStatus()).hasValue(201);
      assertThat(last().rayId()).contains("8a1b2c3d4e5f6789-SIN");
      assertThat(last().failure()).isEmpty();
      assertThat(last().outcome()).isEqualTo("success");
      assertThat(records.get(0).operation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);
      assertThat(records.get(0).ids()).isEmpty();
    }

    @Test
    void has_the_id_of_the_link_token_but_not_the_secret_it_was_found_by() {
      client.on("/v1/link-token/get", 200, "{\"xid\": \"lt-7\", \"status\": \"ACTIVE\"}");
      hub.linkTokens().get(new LinkTokenSecret("s3cret-of-link"));

      assertThat(last().ids()).isEqualTo(Map.of("link_token_xid", "lt-7"));
      assertThat(last()).asString().doesNotContain("s3cret");
    }

    @Test
    void has_the_time_from_the_start_to_the_end() {
      FeignBankHub slow =
          client
              .on(CREATE, 201, CREATED)
              .builder()
              .listener(
                  new CallListener() {
                    @Override
                    public void attempted(
                        Operation operation, int attempt, int httpStatus, Duration elapsed) {
                      client.pass(Duration.ofSeconds(2));
                    }

                    @Override
                    public void completed(CallRecord call) {
                      records.add(call);
                    }
                  })
              .build();
      slow.accessToken();
      slow.linkTokens().create(LINK);

      assertThat(last().elapsed()).isEqualTo(Duration.ofSeconds(2));
      assertThat(last().startedAt()).isEqualTo(client.clock().instant().minusSeconds(2));
    }
  }

  @Nested
  class Of_a_failure {

    @Test
    void has_the_exception_and_the_details_of_the_last_response() {
      client.on(CREATE, 429, ERROR, "CF-RAY", "first-0123456789");
      client.on(CREATE, 500, "{}", "CF-RAY", "8a1b2c3d4e5f6789");
      fail();

      assertThat(last().outcome()).isEqualTo("unavailable");
      assertThat(last().failure().map(BankHubException::requestOutcome))
          .contains(RequestOutcome.UNKNOWN);
      assertThat(last().attempts()).isEqualTo(2);
      assertThat(last().httpStatus()).hasValue(500);
      assertThat(last().rayId()).contains("8a1b2c3d4e5f6789");
      assertThat(last().ids()).isEqualTo(Map.of("company_xid", "company-1"));
    }

    @ParameterizedTest
    @CsvSource({
      "400, '{}', invalid_request",
      "404, '{\"code\": 0, \"message\": \"m\"}', not_found",
      "403, '{}', access_denied",
      "429, '{}', rate_limited",
      "408, '{}', unavailable",
      "201, '', malformed_response",
    })
    void has_an_outcome_for_each_kind(int status, String body, String outcome) {
      client.on(CREATE, status, body);
      fail();

      assertThat(last().outcome()).isEqualTo(outcome);
    }

    @Test
    void has_the_Ray_ID_that_only_the_page_of_the_firewall_shows() {
      client.on(CREATE, 403, "<html>Cloudflare Ray ID: <strong>8a1b2c3d4e5f6789</strong></html>");
      fail();

      assertThat(last().outcome()).isEqualTo("blocked_by_firewall");
      assertThat(last().rayId()).contains("8a1b2c3d4e5f6789");
    }

    @Test
    void has_no_Ray_ID_if_the_header_is_something_else() {
      client.on(CREATE, 400, "{}", "CF-RAY", "s3cret-of-client");
      fail();

      assertThat(last().rayId()).isEmpty();
    }

    @Test
    void has_neither_attempt_nor_status_if_nothing_was_sent() {
      circuits.circuitBreaker("bankhub-bankhub-api-sandbox.sepay.vn").transitionToOpenState();
      fail();

      assertThat(last().attempts()).isZero();
      assertThat(last().httpStatus()).isEmpty();
      assertThat(last())
          .hasToString(
              "CallRecord[POST /v1/link-token/create, {company_xid=company-1}, unavailable, HTTP"
                  + " none, Ray ID none, 0 attempts, "
                  + client.clock().instant()
                  + ", 0 ms]");
    }

    @Test
    void is_printed_without_SePays_text() {
      client.on(CREATE, 400, "{\"code\": 0, \"message\": \"account 0123456789 of NGUYEN VAN A\"}");
      fail();

      assertThat(last().failure()).get().asString().contains("NGUYEN");
      assertThat(last()).asString().contains("invalid_request, HTTP 400").doesNotContain("NGUYEN");
    }
  }

  @Nested
  class In_the_health {

    @Test
    void is_nothing_before_the_first_call_and_health_makes_none() {
      assertThat(hub.health().circuit()).isEqualTo("CLOSED");
      assertThat(hub.health().tokenValidUntil()).isEmpty();
      assertThat(hub.health().lastSuccess()).isEmpty();
      assertThat(hub.health().lastFailure()).isEmpty();
      assertThat(client.sent("")).isEmpty();
    }

    @Test
    void is_the_last_success_and_the_last_failure() {
      client.on(CREATE, 400, "{}").on(CREATE, 201, CREATED);
      fail();
      create();

      assertThat(hub.health().lastFailure()).contains(records.get(1));
      assertThat(hub.health().lastSuccess()).contains(records.get(2));
      assertThat(hub.health()).asString().doesNotContain("s3cret");
    }

    @Test
    void is_there_without_a_listener_and_if_the_listener_fails() {
      client.on(CREATE, 201, CREATED);
      FeignBankHub failing =
          client
              .builder()
              .listener(
                  new CallListener() {
                    @Override
                    public void completed(CallRecord call) {
                      throw new IllegalStateException("full");
                    }
                  })
              .build();
      failing.linkTokens().create(LINK);
      FeignBankHub plain = client.hub();
      plain.linkTokens().create(LINK);

      assertThat(failing.health().lastSuccess())
          .map(CallRecord::operation)
          .contains(Operation.CREATE_LINK_TOKEN);
      assertThat(plain.health().lastSuccess())
          .map(CallRecord::operation)
          .contains(Operation.CREATE_LINK_TOKEN);
    }

    @Test
    void a_cached_token_is_shown_by_its_expiry_until_it_must_be_renewed() {
      Instant now = client.clock().instant();
      hub.accessToken();
      assertThat(hub.health().tokenValidUntil()).contains(now.plusSeconds(60_000));

      client.clock().advance(Duration.ofSeconds(59_950));
      assertThat(hub.health().tokenValidUntil()).isEmpty();
      assertThat(client.sent(TOKEN)).hasSize(1);
    }

    @Test
    void an_open_circuit_is_shown() {
      circuits.circuitBreaker("bankhub-bankhub-api-sandbox.sepay.vn").transitionToOpenState();

      assertThat(hub.health().circuit()).isEqualTo("OPEN");
    }
  }
}
