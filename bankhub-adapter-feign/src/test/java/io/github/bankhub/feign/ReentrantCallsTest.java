package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.bankhub.feign.settings.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token store or a listener that calls the client which calls it. */
@Timeout(60)
class ReentrantCallsTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private final ScriptedClient client = new ScriptedClient().on(CREATE, 201, CREATED);
  private final AtomicReference<FeignBankHub> hub = new AtomicReference<>();
  private final List<Object> inner = new ArrayList<>();

  private FeignBankHub build(Consumer<FeignBankHub.Builder> change) {
    FeignBankHub.Builder builder =
        client.builder(ScriptedClient.settings().withTimeouts(new Timeouts(LONG, LONG, LONG)));
    change.accept(builder);
    hub.set(builder.build());
    return hub.get();
  }

  /** A store in a database that is configured by the hub itself, for example. */
  private void callAgain() {
    if (inner.isEmpty()) {
      inner.add("started");
      try {
        inner.add(hub.get().linkTokens().create(LINK));
      } catch (BankHubException e) {
        inner.add(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"find", "save"})
  void AT_02_a_call_inside_a_token_store_fails_without_waiting_for_itself(String method) {
    build(builder -> builder.accessTokenStore(new CallingStore(method)));

    assertThat(hub.get().linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");

    assertSelfWaitFailed();
    assertThat(client.sent(TOKEN)).hasSize(1);
  }

  @Test
  void AT_02_a_call_inside_a_token_store_that_removes_a_token_succeeds() {
    build(builder -> builder.accessTokenStore(new CallingStore("remove")));
    client.without(CREATE).on(CREATE, 401, ScriptedClient.ERROR).on(CREATE, 201, CREATED);
    client.on(TOKEN, 201, "{\"access_token\": \"second\", \"ttl\": 60000}");

    assertThat(hub.get().linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");

    assertThat(inner).hasSize(2).last().isNotInstanceOf(BankHubException.class);
  }

  @Test
  void AT_02_a_call_inside_a_listener_of_a_token_request_fails_without_waiting_for_itself() {
    build(
        builder ->
            builder.listener(
                new CallListener() {
                  @Override
                  public void attempted(
                      Operation operation, int attempt, int httpStatus, Duration elapsed) {
                    callAgain();
                  }
                }));

    assertThat(hub.get().linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");

    assertSelfWaitFailed();
    assertThat(client.sent(TOKEN)).hasSize(1);
  }

  @Test
  void a_call_inside_a_listener_of_a_finished_call_succeeds() {
    build(
        builder ->
            builder.listener(
                new CallListener() {
                  @Override
                  public void completed(CallRecord call) {
                    if (call.operation() == Operation.CREATE_LINK_TOKEN) {
                      callAgain();
                    }
                  }
                }));

    assertThat(hub.get().linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");

    assertThat(inner).hasSize(2).last().isNotInstanceOf(BankHubException.class);
    assertThat(client.sent(CREATE)).hasSize(2);
  }

  private void assertSelfWaitFailed() {
    assertThat(inner).hasSize(2).last().isInstanceOf(UnavailableException.class);
    UnavailableException failure = (UnavailableException) inner.get(1);
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
    assertThat(failure).hasMessageContaining("a token store or listener calls its own client");
  }

  /** Calls the hub in one of its methods, the first time. */
  private final class CallingStore implements AccessTokenStore {

    private final AccessTokenStore store = AccessTokenStore.inMemory();
    private final String method;

    CallingStore(String method) {
      this.method = method;
    }

    @Override
    public Optional<AccessToken> find(Key key) {
      callIf("find");
      return store.find(key);
    }

    @Override
    public void save(Key key, AccessToken token) {
      callIf("save");
      store.save(key, token);
    }

    @Override
    public void remove(Key key, AccessToken token) {
      callIf("remove");
      store.remove(key, token);
    }

    private void callIf(String called) {
      if (called.equals(method)) {
        callAgain();
      }
    }
  }
}
