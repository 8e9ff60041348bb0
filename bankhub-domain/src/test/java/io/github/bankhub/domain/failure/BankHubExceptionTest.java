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

  static Stream<Named<BankHubException>> leaves() {
    return Stream.of(
            new AccessDeniedException(CALL, "the secret is wrong"),
            new BlockedByFirewallException(CALL, "8f1c", "203.0.113.7"),
            new InvalidRequestException(CALL, Map.of()),
            new NotFoundException(CALL, List.of(), null),
            new RateLimitedException(CALL, null),
            new UnavailableException(CALL, UnavailableException.Reason.TIMEOUT, "no answer"),
            new MalformedResponseException(CALL, "no JSON"))
        .map(leaf -> named(leaf.getClass().getSimpleName(), leaf));
  }

  @Nested
  class EveryLeaf {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.failure.BankHubExceptionTest#leaves")
    void ends_its_message_with_the_facts_of_the_call(BankHubException leaf) {
      assertThat(leaf).hasMessageEndingWith(FACTS).hasNoCause();
      assertThat(leaf.call()).isSameAs(CALL);
      assertThat(leaf.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.failure.BankHubExceptionTest#leaves")
    void can_pass_only_if_waiting_may_help(BankHubException leaf) {
      assertThat(leaf.isTransient())
          .isEqualTo(leaf instanceof RateLimitedException || leaf instanceof UnavailableException);
    }

    @Test
    void is_tested_here() {
      assertThat(leaves().<Class<?>>map(leaf -> leaf.getPayload().getClass()))
          .containsExactlyInAnyOrder(BankHubException.class.getPermittedSubclasses());
    }
  }

  @Nested
  class BlockedAtEdge {

    @Test
    void shows_what_the_page_showed_and_what_has_helped() {
      assertThat(new BlockedByFirewallException(CALL, "8f1c", "203.0.113.7"))
          .hasMessageContaining("(Ray ID 8f1c, address 203.0.113.7)")
          .hasMessageContaining("use an honest User-Agent")
          .returns("8f1c", failure -> failure.rayId().orElseThrow())
          .returns("203.0.113.7", failure -> failure.blockedAddress().orElseThrow());
    }

    @Test
    void says_what_the_page_did_not_show() {
      assertThat(new BlockedByFirewallException(CALL, null, null))
          .hasMessageContaining("(Ray ID not shown, address not shown)")
          .returns(true, failure -> failure.rayId().isEmpty())
          .returns(true, failure -> failure.blockedAddress().isEmpty());
    }
  }

  @Nested
  class RateLimited {

    @Test
    void tells_how_long_to_wait() {
      assertThat(new RateLimitedException(CALL, Duration.ofMinutes(2)))
          .hasMessage("Rate limited: wait 120 s" + FACTS)
          .returns(Duration.ofMinutes(2), failure -> failure.retryAfter().orElseThrow());
    }

    @Test
    void says_that_no_time_was_given() {
      assertThat(new RateLimitedException(CALL, null))
          .hasMessage("Rate limited: no time to wait was given" + FACTS)
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
      "CLOSED, false"
    })
    void can_pass_unless_this_side_ended_it(
        UnavailableException.Reason reason, boolean isTransient) {
      assertThat(new UnavailableException(CALL, reason, "as seen"))
          .hasMessage("Unavailable, " + reason + ": as seen" + FACTS)
          .returns(reason, UnavailableException::reason)
          .returns(isTransient, UnavailableException::isTransient);
    }
  }

  @Nested
  class Others {

    @Test
    void access_denied_says_what_was_refused() {
      assertThat(new AccessDeniedException(CALL, "the client secret"))
          .hasMessage("Access denied: the client secret" + FACTS);
    }

    @Test
    void an_malformed_response_says_what_is_wrong_with_it() {
      assertThat(new MalformedResponseException(CALL, "xid is missing"))
          .hasMessage("Unreadable answer: xid is missing" + FACTS);
    }

    @Test
    void an_invalid_field_is_named_with_what_would_be_right() {
      assertThat(new InvalidFieldException("purpose", "is \"LINK\"", "one of two"))
          .hasMessage("purpose is \"LINK\"; expected one of two")
          .returns("purpose", InvalidFieldException::field);
    }
  }
}
