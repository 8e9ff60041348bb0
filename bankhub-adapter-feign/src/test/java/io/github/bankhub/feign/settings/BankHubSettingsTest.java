package io.github.bankhub.feign.settings;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.FeignBankHub;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BankHubSettingsTest {

  private static final Duration FINE = ofSeconds(1);
  private static final BankHubSettings SETTINGS =
      BankHubSettings.of(BankHubEnvironment.SANDBOX, CREDENTIALS);

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("environment", () -> BankHubSettings.of(null, CREDENTIALS)),
        mistake("credentials", () -> BankHubSettings.of(BankHubEnvironment.SANDBOX, null)),
        mistake("userAgent", () -> SETTINGS.withUserAgent(" ")),
        mistake("userAgent", () -> SETTINGS.withUserAgent(null)),
        mistake("userAgent", () -> SETTINGS.withUserAgent("shop\r\nX-Evil: 1")),
        mistake("zone", () -> SETTINGS.withZone(null)),
        mistake("timeouts", () -> SETTINGS.withTimeouts(null)),
        mistake("retries", () -> SETTINGS.withRetries(null)),
        mistake("circuit", () -> SETTINGS.withCircuit(null)),
        mistake("limits", () -> SETTINGS.withLimits(null)),
        mistake("connections", () -> SETTINGS.withConnections(null)),
        mistake("tokens", () -> SETTINGS.withTokens(null)),
        mistake("connect", () -> new Timeouts(ofNanos(1), FINE, FINE)),
        mistake("response", () -> new Timeouts(FINE, ZERO, FINE)),
        mistake("response", () -> new Timeouts(FINE, ofSeconds(Long.MAX_VALUE), FINE)),
        mistake("call", () -> new Timeouts(FINE, FINE, FINE.negated())),
        mistake("call", () -> new Timeouts(FINE, FINE, null)),
        mistake("maxAttempts", () -> new Retries(0, FINE, FINE)),
        mistake("initialBackoff", () -> new Retries(1, ofNanos(1), FINE)),
        mistake("maxBackoff", () -> new Retries(1, FINE, ofDays(2))),
        mistake("maxBackoff", () -> new Retries(1, FINE, FINE.minusNanos(1))),
        mistake("failureRateThreshold", () -> new Circuit(0, 9, 9, FINE, 1)),
        mistake("failureRateThreshold", () -> new Circuit(101, 9, 9, FINE, 1)),
        mistake("slidingWindowSize", () -> new Circuit(50, 0, 1, FINE, 1)),
        mistake("slidingWindowSize", () -> new Circuit(50, 10_001, 1, FINE, 1)),
        mistake("minimumCalls", () -> new Circuit(50, 9, 10, FINE, 1)),
        mistake("waitDurationInOpenState", () -> new Circuit(50, 9, 9, ZERO, 1)),
        mistake("permittedCallsInHalfOpenState", () -> new Circuit(50, 9, 9, FINE, 0)),
        mistake("concurrentCalls", () -> new Limits(0, 0, FINE)),
        mistake("callsPerSecond", () -> new Limits(1, -1, FINE)),
        mistake("maxWait", () -> new Limits(1, 1, FINE.negated())),
        mistake("max", () -> new Connections(0, FINE, FINE, 1 << 20)),
        mistake("maxIdle", () -> new Connections(1, ZERO, FINE, 1 << 20)),
        mistake("maxAge", () -> new Connections(1, FINE, ofDays(2), 1 << 20)),
        mistake("maxResponseBytes", () -> new Connections(1, FINE, FINE, 1023)),
        mistake("renewalMargin", () -> new Tokens(FINE.negated(), FINE)),
        mistake("failureBackoff", () -> new Tokens(FINE, ofDays(2))),
        mistake("call", () -> Timeouts.DEFAULT.withCall(ZERO)),
        mistake("credentials", () -> SETTINGS.withCredentials(null)),
        mistake("environment", () -> SETTINGS.withEnvironment(null)),
        mistake("source", () -> BankHubSettings.from((Function<String, String>) null)),
        mistake("values", () -> BankHubSettings.from((Map<?, ?>) null)),
        mistake("variables", () -> BankHubSettings.fromEnvironment(null)),
        mistake("settings", () -> FeignBankHub.connect(null)),
        mistake("proxy", () -> FeignBankHub.builder(SETTINGS).proxy(URI.create("http://proxy"))),
        mistake(
            "proxy",
            () -> FeignBankHub.builder(SETTINGS).proxy(URI.create("socks://proxy.example:1"))),
        mistake(
            "proxy",
            () -> FeignBankHub.builder(SETTINGS).proxy(URI.create("http://me:s3cret@proxy:1"))),
        mistake("retries", BankHubSettingsTest::withAForeignRetry),
        mistake("bulkheads", BankHubSettingsTest::withABulkheadThatWaits));
  }

  private static void withAForeignRetry() {
    RetryRegistry registry = RetryRegistry.ofDefaults();
    registry.retry("bankhub-bankhub-api-sandbox.sepay.vn");
    FeignBankHub.builder(SETTINGS).retries(registry).build();
  }

  private static void withABulkheadThatWaits() {
    BulkheadRegistry registry = BulkheadRegistry.ofDefaults();
    registry.bulkhead(
        "bankhub-bankhub-api-sandbox.sepay.vn",
        BulkheadConfig.custom().maxWaitDuration(ofSeconds(5)).build());
    FeignBankHub.builder(SETTINGS).bulkheads(registry).build();
  }

  private static Arguments mistake(String field, ThrowingCallable call) {
    return Arguments.of(field, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void reject_an_invalid_value_and_name_it(String field, ThrowingCallable call) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(call)
        .withMessageStartingWith(field + " ")
        .withMessageContaining("expected")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void change_one_group_and_keep_the_others() {
    BankHubSettings changed =
        SETTINGS
            .withUserAgent("shop/1.4")
            .withZone(ZoneOffset.UTC)
            .withTimeouts(new Timeouts(FINE, FINE, FINE))
            .withRetries(new Retries(1, FINE, FINE))
            .withCircuit(new Circuit(1, 1, 1, FINE, 1))
            .withLimits(new Limits(1, 1, FINE))
            .withConnections(new Connections(1, FINE, FINE, 1 << 10))
            .withTokens(new Tokens(FINE, FINE));
    assertThat(changed)
        .isEqualTo(
            new BankHubSettings(
                BankHubEnvironment.SANDBOX,
                CREDENTIALS,
                "shop/1.4",
                ZoneOffset.UTC,
                new Timeouts(FINE, FINE, FINE),
                new Retries(1, FINE, FINE),
                new Circuit(1, 1, 1, FINE, 1),
                new Limits(1, 1, FINE),
                new Connections(1, FINE, FINE, 1 << 10),
                new Tokens(FINE, FINE)));
    assertThat(changed).asString().doesNotContain("s3cret");
  }

  @Test
  void change_environment_or_credentials_and_keep_the_rest() {
    BankHubSettings changed = SETTINGS.withZone(ZoneOffset.UTC);

    assertThat(changed.withEnvironment(BankHubEnvironment.PRODUCTION))
        .isEqualTo(
            BankHubSettings.of(BankHubEnvironment.PRODUCTION, CREDENTIALS)
                .withZone(ZoneOffset.UTC));
    ClientCredentials other = ClientCredentials.of("BH-SB-2", "s3cret-2");
    assertThat(changed.withCredentials(other))
        .isEqualTo(BankHubSettings.of(BankHubEnvironment.SANDBOX, other).withZone(ZoneOffset.UTC));
  }

  @Test
  void change_each_value_of_a_group_and_keep_the_others() {
    Duration second = ofSeconds(2);

    assertThat(new Timeouts(FINE, FINE, FINE).withConnect(second))
        .isEqualTo(new Timeouts(second, FINE, FINE));
    assertThat(new Timeouts(FINE, FINE, FINE).withResponse(second))
        .isEqualTo(new Timeouts(FINE, second, FINE));
    assertThat(new Timeouts(FINE, FINE, FINE).withCall(second))
        .isEqualTo(new Timeouts(FINE, FINE, second));
    assertThat(
            new Retries(1, FINE, FINE)
                .withMaxAttempts(2)
                .withMaxBackoff(ofSeconds(3))
                .withInitialBackoff(second))
        .isEqualTo(new Retries(2, second, ofSeconds(3)));
    assertThat(
            new Circuit(1, 1, 1, FINE, 1)
                .withFailureRateThreshold(2)
                .withSlidingWindowSize(4)
                .withMinimumCalls(3)
                .withWaitDurationInOpenState(second)
                .withPermittedCallsInHalfOpenState(5))
        .isEqualTo(new Circuit(2, 4, 3, second, 5));
    assertThat(
            new Limits(1, 1, FINE).withConcurrentCalls(2).withCallsPerSecond(3).withMaxWait(second))
        .isEqualTo(new Limits(2, 3, second));
    assertThat(
            new Connections(1, FINE, FINE, 1 << 10)
                .withMax(2)
                .withMaxIdle(second)
                .withMaxAge(ofSeconds(3))
                .withMaxResponseBytes(1 << 11))
        .isEqualTo(new Connections(2, second, ofSeconds(3), 1 << 11));
    assertThat(new Tokens(FINE, FINE).withRenewalMargin(second).withFailureBackoff(ofSeconds(3)))
        .isEqualTo(new Tokens(second, ofSeconds(3)));
  }

  @Test
  void make_a_hub_which_sends_nothing_yet() {
    try (FeignBankHub hub = FeignBankHub.connect(SETTINGS)) {
      assertThat(hub.environment()).isEqualTo(BankHubEnvironment.SANDBOX);
    }
  }
}
