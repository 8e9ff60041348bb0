package io.github.bankhub.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BankHubExceptionTest {

  private static final CallDetails CALL = CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 400);
  private static final String FACTS =
      " [POST /v1/link-token/create, HTTP 400, REJECTED, 1 attempt, 0 ms]";

  static Stream<Named<BankHubException>> subclasses() {
    return Stream.of(
            new AccessDeniedException(CALL, "the secret is wrong"),
            new BlockedByFirewallException(CALL, "8f1c", "203.0.113.7"),
            new InvalidRequestException(CALL, Map.of()),
            new NotFoundException(CALL, List.of(), null),
            new RateLimitedException(CALL, null),
            new UnavailableException(CALL, UnavailableException.Reason.TIMEOUT, "no response"),
            new MalformedResponseException(CALL, "no JSON"))
        .map(exception -> named(exception.getClass().getSimpleName(), exception));
  }

  @Nested
  class EverySubclass {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.failure.BankHubExceptionTest#subclasses")
    void ends_its_message_with_the_call_details(BankHubException exception) {
      assertThat(exception).hasMessageEndingWith(FACTS).hasNoCause();
      assertThat(exception.call()).isSameAs(CALL);
      assertThat(exception.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.failure.BankHubExceptionTest#subclasses")
    void is_transient_only_if_waiting_may_help(BankHubException exception) {
      assertThat(exception.isTransient())
          .isEqualTo(
              exception instanceof RateLimitedException
                  || exception instanceof UnavailableException);
    }

    @Test
    void has_a_test_here() {
      assertThat(subclasses().<Class<?>>map(exception -> exception.getPayload().getClass()))
          .containsExactlyInAnyOrder(BankHubException.class.getPermittedSubclasses());
    }
  }

  @Nested
  class BlockedByFirewall {

    @Test
    void shows_ray_id_address_and_advice() {
      assertThat(new BlockedByFirewallException(CALL, "8f1c", "203.0.113.7"))
          .hasMessageContaining("(Ray ID 8f1c, address 203.0.113.7)")
          .hasMessageContaining("send an honest User-Agent")
          .returns("8f1c", failure -> failure.rayId().orElseThrow())
          .returns("203.0.113.7", failure -> failure.blockedAddress().orElseThrow());
    }

    @Test
    void says_which_values_are_missing() {
      assertThat(new BlockedByFirewallException(CALL, null, null))
          .hasMessageContaining("(Ray ID not shown, address not shown)")
          .returns(true, failure -> failure.rayId().isEmpty())
          .returns(true, failure -> failure.blockedAddress().isEmpty());
    }
  }

  @Nested
  class RateLimited {

    @Test
    void shows_how_long_to_wait() {
      assertThat(new RateLimitedException(CALL, Duration.ofMinutes(2)))
          .hasMessage("Rate limited: retry after 120 s" + FACTS)
          .returns(Duration.ofMinutes(2), failure -> failure.retryAfter().orElseThrow());
    }

    @Test
    void says_that_no_retry_time_was_given() {
      assertThat(new RateLimitedException(CALL, null))
          .hasMessage("Rate limited: no retry time was given" + FACTS)
          .returns(true, failure -> failure.retryAfter().isEmpty());
    }
  }

  @Nested
  class Unavailable {

    @ParameterizedTest
    @CsvSource({
      "CONNECT, true",
      "TIMEOUT, true",
      "RESET, true",
      "SERVER_ERROR, true",
      "CIRCUIT_OPEN, true",
      "OVERLOAD, true",
      "INTERRUPTED, false",
      "CLOSED, false",
      "UNTRUSTED, false",
      "INTERNAL, false"
    })
    void is_transient_if_its_reason_can_disappear_by_itself(
        UnavailableException.Reason reason, boolean isTransient) {
      assertThat(new UnavailableException(CALL, reason, "as seen"))
          .hasMessage("Unavailable, " + reason + ": as seen" + FACTS)
          .returns(reason, UnavailableException::reason)
          .returns(isTransient, UnavailableException::isTransient);
    }

    @Test
    void has_the_time_to_wait_if_the_response_contains_it() {
      UnavailableException.Reason reason = UnavailableException.Reason.SERVER_ERROR;
      assertThat(
              new UnavailableException(CALL, reason, "as seen", Duration.ofHours(1)).retryAfter())
          .contains(Duration.ofHours(1));
      assertThat(new UnavailableException(CALL, reason, "as seen").retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"302, false", "407, false", "499, false", "500, true", "503, true"})
    void is_transient_if_the_proxy_failed(int status, boolean isTransient) {
      CallDetails call = CALL.withHttpStatus(status);
      assertThat(new UnavailableException(call, UnavailableException.Reason.PROXY, "as seen"))
          .returns(isTransient, UnavailableException::isTransient);
    }
  }

  @Nested
  class Others {

    @Test
    void access_denied_says_what_was_rejected() {
      assertThat(new AccessDeniedException(CALL, "the client secret"))
          .hasMessage("Access denied: the client secret" + FACTS);
    }

    @Test
    void a_malformed_response_says_what_is_wrong_with_it() {
      assertThat(new MalformedResponseException(CALL, "xid is missing"))
          .hasMessage("Malformed response: xid is missing" + FACTS);
    }

    @Test
    void an_invalid_field_is_named_with_the_expected_value() {
      assertThat(new InvalidFieldException("purpose", "is \"LINK\"", "one of two"))
          .hasMessage("purpose is \"LINK\"; expected one of two")
          .returns("purpose", InvalidFieldException::field);
    }
  }
}
