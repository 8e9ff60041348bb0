package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.Circuit;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankHubMetersTest {

  private static final String CREATE_CALL = "bankhub.calls{operation=CREATE_LINK_TOKEN,";
  private static final String TOKEN_CALL = "bankhub.calls{operation=CREATE_ACCESS_TOKEN,";

  private final ScriptedClient client = new ScriptedClient();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BankHubMeters meters = BankHubMeters.of(registry);
  private final FeignBankHub hub = client.builder().listener(meters).build();

  /** What was counted, by name and tags; times are counted by their number. */
  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      if (!meter.getId().getName().equals("bankhub.circuit.open")) {
        StringBuilder tags = new StringBuilder();
        meter.getId().getTags().stream()
            .sorted((a, b) -> order(a).compareTo(order(b)))
            .forEach(
                tag -> tags.append(',').append(tag.getKey()).append('=').append(tag.getValue()));
        double count = meter.measure().iterator().next().getValue();
        counts.put(meter.getId().getName() + "{" + tags.substring(1) + "}", (int) count);
      }
    }
    return counts;
  }

  private static String order(Tag tag) {
    return List.of("operation", "outcome", "status", "reason").indexOf(tag.getKey()) + tag.getKey();
  }

  private void fail() {
    assertThatExceptionOfType(BankHubException.class)
        .isThrownBy(() -> hub.linkTokens().create(LINK));
  }

  private double open() {
    return registry.get("bankhub.circuit.open").gauge().value();
  }

  @Test
  void calls_attempts_and_access_tokens_are_counted() {
    client.on(CREATE, 201, CREATED);
    hub.linkTokens().create(LINK);
    hub.linkTokens().create(LINK);
    assertThat(counts())
        .isEqualTo(
            Map.of(
                CREATE_CALL + "outcome=success,reason=none}",
                2,
                TOKEN_CALL + "outcome=success,reason=none}",
                1,
                "bankhub.attempts{operation=CREATE_LINK_TOKEN,status=201}",
                2,
                "bankhub.attempts{operation=CREATE_ACCESS_TOKEN,status=201}",
                1,
                "bankhub.token.renewals{outcome=success}",
                1));
  }

  @Test
  void retries_are_the_attempts_beyond_the_first() {
    client.on(CREATE, 429, ERROR).on(CREATE, 401, ERROR).on(CREATE, 201, CREATED);
    hub.linkTokens().create(LINK);
    assertThat(counts())
        .containsEntry("bankhub.retries{operation=CREATE_LINK_TOKEN}", 2)
        .containsEntry("bankhub.attempts{operation=CREATE_LINK_TOKEN,status=429}", 1)
        .containsEntry("bankhub.attempts{operation=CREATE_LINK_TOKEN,status=401}", 1)
        .containsEntry("bankhub.token.renewals{outcome=success}", 2)
        .containsEntry(CREATE_CALL + "outcome=success,reason=none}", 1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, '{}', invalid_request, none",
    "404, '{\"code\": 0, \"message\": \"m\"}', not_found, none",
    "404, '{}', malformed_response, none",
    "403, '{}', access_denied, none",
    "429, '{}', rate_limited, none",
    "500, '{}', unavailable, server_error",
    "408, '{}', unavailable, timeout",
    "403, '<html>', blocked_by_firewall, none",
    "201, '', malformed_response, none",
  })
  void each_failure_has_its_outcome(int status, String body, String outcome, String reason) {
    client.on(CREATE, status, body);
    fail();
    assertThat(counts())
        .containsEntry(CREATE_CALL + "outcome=" + outcome + ",reason=" + reason + "}", 1);
  }

  @Test
  void no_failure_is_without_an_outcome() {
    Class<?>[] leaves = BankHubException.class.getPermittedSubclasses();
    assertThat(leaves)
        .extracting(
            leaf ->
                leaf.getSimpleName()
                    .replace("Exception", "")
                    .replaceAll("(?<=.)(?=[A-Z])", "_")
                    .toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder(
            "invalid_request",
            "not_found",
            "access_denied",
            "rate_limited",
            "unavailable",
            "blocked_by_firewall",
            "malformed_response");
  }

  @Test
  void an_attempt_without_a_response_has_no_status() {
    client.failing(CREATE, Failures.notConnected(new ConnectException("refused"), "http://hub"));
    fail();
    assertThat(counts())
        .containsEntry("bankhub.attempts{operation=CREATE_LINK_TOKEN,status=none}", 3)
        .containsEntry(CREATE_CALL + "outcome=unavailable,reason=connect}", 1);
  }

  @Test
  void a_call_without_an_access_token_counts_twice() {
    client.without(TOKEN).on(TOKEN, 401, ERROR);
    fail();
    assertThat(counts())
        .isEqualTo(
            Map.of(
                CREATE_CALL + "outcome=access_denied,reason=none}",
                1,
                TOKEN_CALL + "outcome=access_denied,reason=none}",
                1,
                "bankhub.attempts{operation=CREATE_ACCESS_TOKEN,status=401}",
                1,
                "bankhub.token.renewals{outcome=access_denied}",
                1));
  }

  @Test
  void an_odd_status_makes_no_tag_of_its_own() {
    meters.attempted(Operation.CREATE_LINK_TOKEN, 1, 999, Duration.ZERO);
    meters.attempted(Operation.CREATE_LINK_TOKEN, 1, -1, Duration.ZERO);
    assertThat(counts())
        .isEqualTo(Map.of("bankhub.attempts{operation=CREATE_LINK_TOKEN,status=other}", 2));
  }

  @Test
  void the_circuit_is_seen_open_half_open_and_closed() {
    Circuit fast = new Circuit(50, 2, 2, Duration.ofMinutes(1), 2);
    FeignBankHub hasty =
        client.builder(ScriptedClient.settings().withCircuit(fast)).listener(meters).build();
    client.on(CREATE, 500, "{}").on(CREATE, 500, "{}").on(CREATE, 201, CREATED);
    assertThat(open()).isZero();
    for (int call = 0; call < 3; call++) {
      assertThatExceptionOfType(BankHubException.class)
          .isThrownBy(() -> hasty.linkTokens().create(LINK));
    }
    assertThat(open()).isEqualTo(1);
    assertThat(counts()).containsEntry(CREATE_CALL + "outcome=unavailable,reason=circuit_open}", 1);
    assertThat(hasty.accessToken()).isNotNull();
    assertThat(open()).isEqualTo(1);
    client.clock().advance(Duration.ofSeconds(61));
    hasty.linkTokens().create(LINK);
    assertThat(open()).isEqualTo(0.5);
    hasty.linkTokens().create(LINK);
    assertThat(open()).isZero();
  }

  @Test
  void a_circuit_that_is_already_open_is_reported_immediately() {
    CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    circuits.circuitBreaker("bankhub-bankhub-api-sandbox.sepay.vn").transitionToOpenState();
    client.builder().circuitBreakers(circuits).listener(meters).build();
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void a_call_that_shares_a_failed_request_for_a_token_counts_and_renews_nothing() {
    client.without(TOKEN).on(TOKEN, 500, "{}");
    for (int call = 0; call < 3; call++) {
      assertThatExceptionOfType(BankHubException.class).isThrownBy(() -> hub.accessToken());
    }
    assertThat(counts())
        .containsEntry(TOKEN_CALL + "outcome=unavailable,reason=server_error}", 3)
        .containsEntry("bankhub.token.renewals{outcome=unavailable}", 1);
  }

  @Test
  void custom_tags_are_added_to_the_others() {
    BankHubMeters own = BankHubMeters.of(registry, Tags.of("hub", "second"));
    own.completed(
        new CallRecord(
            Operation.CREATE_LINK_TOKEN,
            Map.of(),
            Optional.empty(),
            Instant.EPOCH,
            Duration.ofMillis(3),
            1,
            OptionalInt.of(201),
            Optional.empty(),
            Optional.empty()));
    own.circuitChanged("CLOSED", "FORCED_OPEN");
    assertThat(registry.get("bankhub.calls").tag("hub", "second").timer().count()).isEqualTo(1);
    assertThat(registry.get("bankhub.circuit.open").tag("hub", "second").gauge().value())
        .isEqualTo(1);
    assertThat(meters).isNotNull();
  }

  @Test
  void every_tag_has_few_values_however_often_it_is_used() {
    Arrays.stream(Operation.values())
        .forEach(
            operation -> {
              for (int status = -10_000; status < 10_000; status++) {
                meters.attempted(operation, 2, status, Duration.ZERO);
              }
            });
    int most = Operation.values().length * (500 + 2) + Operation.values().length + 1;
    assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(most);
    assertThat(Reason.values()).hasSizeLessThan(15);
  }
}
