package io.github.bankhub.domain.failure;

import static io.github.bankhub.domain.operation.Operation.CREATE_ACCESS_TOKEN;
import static io.github.bankhub.domain.operation.Operation.CREATE_LINK_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallDetailsTest {

  @Nested
  class Starting {

    @Test
    void not_sent_means_no_attempt_and_no_response() {
      CallDetails call = CallDetails.notSent(CREATE_LINK_TOKEN);

      assertThat(call.operation()).isEqualTo(CREATE_LINK_TOKEN);
      assertThat(call.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(call.attempts()).isZero();
      assertThat(call.elapsed()).isZero();
      assertThat(call.httpStatus()).isEmpty();
      assertThat(call.excerpt()).isEmpty();
    }

    @Test
    void rejected_means_one_attempt_and_a_status() {
      CallDetails call = CallDetails.rejected(CREATE_LINK_TOKEN, 400);

      assertThat(call.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(call.attempts()).isOne();
      assertThat(call.httpStatus()).hasValue(400);
    }

    @Test
    void unknown_means_one_attempt_and_no_status() {
      CallDetails call = CallDetails.unknown(CREATE_LINK_TOKEN);

      assertThat(call.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(call.attempts()).isOne();
      assertThat(call.httpStatus()).isEmpty();
    }

    @Test
    void the_operation_is_required() {
      assertThatNullPointerException()
          .isThrownBy(() -> CallDetails.notSent(null))
          .withMessage("operation");
    }
  }

  @Nested
  class Adding {

    private final CallDetails call = CallDetails.unknown(CREATE_LINK_TOKEN);

    @Test
    void setting_a_detail_keeps_the_others() {
      CallDetails changed =
          call.withHttpStatus(502)
              .withAttempts(3, Duration.ofSeconds(2))
              .withExcerpt("Bad gateway");

      assertThat(changed.operation()).isEqualTo(CREATE_LINK_TOKEN);
      assertThat(changed.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(changed.httpStatus()).hasValue(502);
      assertThat(changed.attempts()).isEqualTo(3);
      assertThat(changed.elapsed()).hasSeconds(2);
      assertThat(changed.excerpt()).hasValue("Bad gateway");
    }

    @Test
    void setting_a_detail_keeps_the_original() {
      CallDetails changed = call.withHttpStatus(502);

      assertThat(changed.httpStatus()).isPresent();
      assertThat(call.httpStatus()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500})
    void an_excerpt_of_at_most_500_characters_is_whole(int length) {
      assertThat(call.withExcerpt("x".repeat(length)).excerpt()).hasValue("x".repeat(length));
    }

    @Test
    void a_longer_excerpt_is_cut_and_marked() {
      assertThat(call.withExcerpt("x".repeat(501)).excerpt()).hasValue("x".repeat(499) + "…");
    }

    @Test
    void a_cut_never_splits_a_surrogate_pair() {
      assertThat(call.withExcerpt("😀".repeat(501)).excerpt()).hasValue("😀".repeat(499) + "…");
    }
  }

  @Nested
  class Printing {

    @Test
    void shows_that_the_access_token_request_failed() {
      CallDetails call =
          CallDetails.notSent(CREATE_LINK_TOKEN).withFailedOperation(Operation.CREATE_ACCESS_TOKEN);
      assertThat(call.failedOperation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);
      assertThat(call)
          .hasToString(
              "POST /v1/link-token/create (POST /v1/token failed), NOT_SENT, 0 attempts, 0 ms");
    }

    @Test
    void shows_the_details_in_one_line() {
      assertThat(
              CallDetails.rejected(CREATE_LINK_TOKEN, 400).withAttempts(1, Duration.ofMillis(128)))
          .hasToString("POST /v1/link-token/create, HTTP 400, REJECTED, 1 attempt, 128 ms");
    }

    @Test
    void omits_a_missing_status() {
      assertThat(CallDetails.notSent(CREATE_ACCESS_TOKEN))
          .hasToString("POST /v1/token, NOT_SENT, 0 attempts, 0 ms");
    }

    @Test
    void LT_24_omits_the_excerpt() {
      assertThat(CallDetails.unknown(CREATE_LINK_TOKEN).withExcerpt("token=secret").toString())
          .doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource
    void an_operation_shows_method_and_path(Operation operation) {
      assertThat(operation).hasToString(operation.method() + " " + operation.path());
      assertThat(operation.path()).startsWith("/v1/");
    }
  }
}
