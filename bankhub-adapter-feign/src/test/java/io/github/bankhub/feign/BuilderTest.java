package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedWire.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuilderTest {

  static Stream<Arguments> mistakes() {
    FeignBankHub.Builder builder = FeignBankHub.builder();
    Duration tooShort = Duration.ofNanos(1);
    Duration fine = Duration.ofSeconds(1);
    return Stream.of(
        mistake("credentials", builder::build),
        mistake("user_agent", () -> builder.userAgent(" ")),
        mistake("user_agent", () -> builder.userAgent("shop\r\nX-Evil: 1")),
        mistake("connect_timeout", () -> builder.connectTimeout(tooShort)),
        mistake("response_timeout", () -> builder.responseTimeout(Duration.ZERO)),
        mistake(
            "response_timeout", () -> builder.responseTimeout(Duration.ofSeconds(Long.MAX_VALUE))),
        mistake("call_timeout", () -> builder.callTimeout(fine.negated())),
        mistake("renewal_margin", () -> builder.renewalMargin(fine.negated())),
        mistake("max_attempts", () -> builder.maxAttempts(0)),
        mistake("first_pause", () -> builder.pauses(tooShort, fine)),
        mistake("longest_pause", () -> builder.pauses(fine, tooShort)),
        mistake("max_connections", () -> builder.maxConnections(-1)));
  }

  private static Arguments mistake(String field, ThrowingCallable call) {
    return Arguments.of(field, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void refuses_a_setting_that_cannot_be_and_names_it(String field, ThrowingCallable call) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(call)
        .withMessageStartingWith(field)
        .withMessageContaining("expected");
  }

  @Test
  void builds_a_hub_for_the_sandbox_by_default_and_sends_nothing() {
    try (FeignBankHub hub =
        FeignBankHub.builder()
            .credentials(CREDENTIALS)
            .connectTimeout(Duration.ofSeconds(1))
            .responseTimeout(Duration.ofSeconds(1))
            .callTimeout(Duration.ofSeconds(1))
            .maxConnections(2)
            .build()) {
      assertThat(hub.environment()).isEqualTo(Environment.SANDBOX);
    }
  }
}
