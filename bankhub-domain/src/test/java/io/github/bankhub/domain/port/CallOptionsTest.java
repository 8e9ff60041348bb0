package io.github.bankhub.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {

  private static final CallOptions NONE = CallOptions.NONE;

  @Test
  void no_option_is_set_at_first() {
    assertThat(NONE.timeout()).isEmpty();
    assertThat(NONE.correlationId()).isEmpty();
    assertThat(NONE.headers()).isEmpty();
  }

  @Test
  void each_option_is_set_and_keeps_the_others() {
    CallOptions options =
        NONE.withHeader("X-Trace", "a b")
            .withTimeout(Duration.ofSeconds(3))
            .withCorrelationId("order-42")
            .withHeader("X-Other", "");

    assertThat(options.timeout()).hasValue(Duration.ofSeconds(3));
    assertThat(options.correlationId()).hasValue("order-42");
    assertThat(options.headers()).isEqualTo(Map.of("X-Trace", "a b", "X-Other", ""));
    assertThat(NONE.headers()).isEmpty();
  }

  @Test
  void a_header_replaces_one_of_the_same_name_in_any_case() {
    assertThat(NONE.withHeader("X-Trace", "1").withHeader("x-trace", "2").headers())
        .containsExactly(Map.entry("x-trace", "2"));
  }

  @Test
  void printing_shows_no_value_of_a_header() {
    assertThat(NONE.withCorrelationId("order-42").withHeader("X-Key", "s3cret"))
        .hasToString("CallOptions[timeout=null, correlationId=order-42, headers=[X-Key]]");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("timeout", () -> NONE.withTimeout(nothing())),
        mistake("timeout", () -> NONE.withTimeout(Duration.ZERO)),
        mistake("timeout", () -> NONE.withTimeout(Duration.ofDays(1).plusNanos(1))),
        mistake("correlationId", () -> NONE.withCorrelationId(nothing())),
        mistake("correlationId", () -> NONE.withCorrelationId(" ")),
        mistake("correlationId", () -> NONE.withCorrelationId("a\nb")),
        mistake("header", () -> NONE.withHeader("s3cret: x", "a")),
        mistake("header", () -> NONE.withHeader("", "a")),
        mistake("header", () -> NONE.withHeader(nothing(), "a")),
        mistake("X-Trace", () -> NONE.withHeader("X-Trace", "s3cret\r\nX-Evil: 1")),
        mistake("X-Trace", () -> NONE.withHeader("X-Trace", "s3crét")),
        mistake("X-Trace", () -> NONE.withHeader("X-Trace", nothing())));
  }

  private static Arguments mistake(String field, ThrowingCallable call) {
    return Arguments.of(field, call);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // A caller without NullAway.
  private static <T> T nothing() {
    @Nullable T none = null;
    return none;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void an_invalid_option_is_rejected_and_no_value_of_a_header_is_shown(
      String field, ThrowingCallable call) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(call)
        .withMessageStartingWith(field + " ")
        .withMessageNotContaining("s3cr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "content-type", "USER-AGENT", "Host", "Cookie"})
  void a_header_that_the_client_sets_itself_is_rejected(String name) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> NONE.withHeader(name, "s3cret"))
        .withMessage(name + " is a header of the client; expected another header");
  }

  @Test
  void a_hub_without_options_of_its_own_stays_as_it_is() {
    StubHub hub = new StubHub(Map.of());

    assertThat(hub.with(NONE.withCorrelationId("order-42"))).isSameAs(hub);
    assertThatNullPointerException().isThrownBy(() -> hub.with(nothing())).withMessage("options");
  }
}
