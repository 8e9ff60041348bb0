package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static io.github.bankhub.feign.ScriptedClient.header;
import static io.github.bankhub.feign.ScriptedClient.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.bankhub.feign.settings.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The options of {@link BankHub#with}, over HTTP. */
class CallOptionsTest {

  private static final CallOptions NONE = CallOptions.NONE;

  private final ScriptedClient client = new ScriptedClient();

  @Test
  void a_timeout_replaces_the_shorter_one_of_the_settings() {
    client.on(CREATE, 429, ERROR).on(CREATE, 201, CREATED);
    Timeouts second = Timeouts.DEFAULT.withCall(Duration.ofSeconds(1));
    BankHub hub = client.builder(settings().withTimeouts(second)).listener(passing(5)).build();

    assertThat(hub.with(NONE.withTimeout(Duration.ofHours(1))).linkTokens().create(LINK))
        .isNotNull();
  }

  @Test
  void a_timeout_replaces_the_longer_one_of_the_settings() {
    client.on(CREATE, 429, ERROR);
    BankHub hub = client.builder().listener(passing(5)).build();

    assertThatExceptionOfType(RateLimitedException.class)
        .isThrownBy(
            () -> hub.with(NONE.withTimeout(Duration.ofSeconds(7))).linkTokens().create(LINK));

    assertThat(client.sent(CREATE)).hasSize(1);
  }

  /** Each request for a link token or an access token takes this time. */
  private CallListener passing(int seconds) {
    return new CallListener() {
      @Override
      public void attempted(Operation operation, int attempt, int status, Duration elapsed) {
        client.pass(Duration.ofSeconds(seconds));
      }
    };
  }

  @Test
  void a_header_is_sent_with_every_request_of_the_call_and_no_other_one() {
    client.on(CREATE, 201, CREATED);
    BankHub hub = client.hub();

    hub.with(NONE.withHeader("X-Request-ID", "order-42")).linkTokens().create(LINK);
    hub.linkTokens().create(LINK);

    assertThat(header(client.sent(TOKEN).get(0), "X-Request-ID")).isEqualTo("order-42");
    assertThat(client.sent(CREATE))
        .extracting(sent -> header(sent, "X-Request-ID"))
        .containsExactly("order-42", "");
  }

  @Test
  void a_header_replaces_that_of_the_supplier() {
    client.on(CREATE, 201, CREATED);
    BankHub hub = client.builder().headers(() -> Map.of("x-a", "1", "x-b", "2")).build();

    hub.with(NONE.withHeader("X-A", "3")).linkTokens().create(LINK);

    assertThat(client.sent(CREATE).get(0).headers().toString())
        .containsIgnoringCase("x-a=[3]")
        .containsIgnoringCase("x-b=[2]")
        .doesNotContain("[1]");
  }

  @Test
  void the_correlation_id_is_in_the_record_of_each_call_and_is_not_sent() {
    client.on(CREATE, 201, CREATED);
    List<CallRecord> calls = new ArrayList<>();
    BankHub hub =
        client
            .builder()
            .listener(
                new CallListener() {
                  @Override
                  public void completed(CallRecord call) {
                    calls.add(call);
                  }
                })
            .build();

    hub.with(NONE.withCorrelationId("order-42")).linkTokens().create(LINK);
    hub.linkTokens().create(LINK);

    assertThat(calls)
        .extracting(CallRecord::operation, CallRecord::correlationId)
        .containsExactly(
            tuple(Operation.CREATE_ACCESS_TOKEN, Optional.of("order-42")),
            tuple(Operation.CREATE_LINK_TOKEN, Optional.of("order-42")),
            tuple(Operation.CREATE_LINK_TOKEN, Optional.empty()));
    assertThat(calls.get(0)).asString().contains("correlation id order-42");

    assertThat(client.sent(""))
        .hasSize(3)
        .noneMatch(request -> request.headers().toString().contains("order-42"));
  }

  @Test
  void options_replace_earlier_ones_and_share_the_access_token() {
    client.on(CREATE, 201, CREATED);
    BankHub hub = client.hub();
    BankHub first = hub.with(NONE.withHeader("X-A", "1"));

    first.linkTokens().create(LINK);
    first.with(NONE.withHeader("X-B", "2")).linkTokens().create(LINK);

    assertThat(client.sent(CREATE).get(1).headers()).containsKey("X-B").doesNotContainKey("X-A");
    assertThat(client.sent(TOKEN)).hasSize(1);
    assertThat(first.accessToken()).isEqualTo(hub.accessToken());
    assertThat(first.environment()).isEqualTo(hub.environment());
    assertThat(first).hasToString("BankHub[" + hub.environment() + "]");
  }

  @Test
  void missing_options_are_rejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> client.hub().with(null))
        .withMessage("options");
  }
}
