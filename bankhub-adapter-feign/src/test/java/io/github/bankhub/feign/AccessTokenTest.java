package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static io.github.bankhub.feign.ScriptedClient.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.settings.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

  private final ScriptedClient client = new ScriptedClient().on(CREATE, 201, CREATED);

  private static String token(String value, String ttl) {
    return "{\"code\": 201, \"access_token\": \"" + value + "\", \"ttl\": " + ttl + "}";
  }

  @Test
  void C2_AT_01_is_requested_with_basic_credentials_and_an_empty_body() {
    AccessToken token = client.hub().accessToken();

    Request request = client.sent(TOKEN).get(0);
    String pair =
        new String(
            Base64.getDecoder().decode(header(request, "Authorization").substring(6)), UTF_8);
    assertThat(pair).isEqualTo("BH-SB-1:s3cret-of-client");
    assertThat(request.body()).isNullOrEmpty();
    assertThat(token.reveal()).isEqualTo("s3cret-token");
    assertThat(token.lifetime()).hasSeconds(60_000);
    assertThat(token.issuedAt()).isEqualTo(client.clock().instant());
  }

  @Test
  void AT_03_serves_until_a_minute_before_its_end_and_is_then_renewed() {
    FeignBankHub hub = client.hub();
    hub.accessToken();
    client.clock().advance(Duration.ofSeconds(60_000 - 61));
    hub.accessToken();
    assertThat(client.sent(TOKEN)).hasSize(1);

    client.clock().advance(Duration.ofSeconds(1));
    hub.accessToken();
    assertThat(client.sent(TOKEN)).hasSize(2);
  }

  @Test
  void AT_03_is_renewed_a_tenth_of_a_short_lifetime_before_its_expiry() {
    client.without(TOKEN).on(TOKEN, 201, token("short", "100"));
    FeignBankHub hub = client.hub();
    hub.accessToken();
    client.clock().advance(Duration.ofSeconds(89));
    hub.accessToken();
    assertThat(client.sent(TOKEN)).hasSize(1);
    client.clock().advance(Duration.ofSeconds(1));
    hub.accessToken();
    assertThat(client.sent(TOKEN)).hasSize(2);
  }

  @Test
  void AT_03_takes_the_margin_that_it_is_given() {
    FeignBankHub hub =
        client
            .builder(ScriptedClient.settings().withTokens(new Tokens(Duration.ZERO, Duration.ZERO)))
            .build();
    hub.accessToken();
    client.clock().advance(Duration.ofSeconds(59_999));
    hub.accessToken();
    assertThat(client.sent(TOKEN)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"60000\"', 60000",
    "1.9, 1",
    "0, 300",
    "-5, 300",
    "null, 300",
    "'\"soon\"', 300",
    "{}, 300",
    "99999999999999999999, 86400",
    "1e300, 86400",
    "-1e300, 300",
    "'\"99999999999999999999999999999999999999999999\"', 300",
  })
  void AT_05_has_a_lifetime_with_any_ttl(String ttl, long seconds) {
    client.without(TOKEN).on(TOKEN, 201, token("t", ttl));
    FeignBankHub hub = client.hub();
    assertThat(hub.accessToken().lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    hub.accessToken();
    assertThat(client.sent(TOKEN)).hasSize(1);
  }

  @Test
  void AT_05_has_a_lifetime_even_without_a_ttl() {
    client.without(TOKEN).on(TOKEN, 201, "{\"access_token\": \"t\"}");
    assertThat(client.hub().accessToken().lifetime()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void AT_02_is_requested_again_after_an_unexpected_error() {
    client.without(CREATE).without(TOKEN);
    FeignBankHub hub = client.hub();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> hub.accessToken())
        .withMessageContaining("INTERNAL: AssertionError at ");
    client.on(TOKEN, 201, token("t", "60"));
    assertThat(hub.accessToken().reveal()).isEqualTo("t");
  }

  @Test
  void AT_06_is_denied_for_wrong_credentials_without_a_retry() {
    client.without(TOKEN).on(TOKEN, 401, "{\"code\": 401, \"message\": \"Unauthenticated\"}");
    AccessDeniedException failure = client.failure(AccessDeniedException.class);
    assertThat(failure).hasMessageContaining("Unauthenticated");
    assertThat(failure.call().operation()).isEqualTo(Operation.CREATE_LINK_TOKEN);
    assertThat(failure.call().failedOperation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);
    assertThat(failure).hasMessageContaining("(POST /v1/token failed), HTTP 401");
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
    assertThat(client.sent(TOKEN)).hasSize(1);
    assertThat(client.sent(CREATE)).isEmpty();
  }

  @Test
  void is_requested_again_after_a_lost_response_up_to_the_configured_attempts() {
    client.without(TOKEN).failing(TOKEN, ScriptedClient.reset());
    UnavailableException failure = client.failure(UnavailableException.class);
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
    assertThat(failure.call().attempts()).isEqualTo(3);
    assertThat(client.sent(TOKEN)).hasSize(3);
    assertThat(client.sent(CREATE)).isEmpty();
  }

  @Test
  void is_not_found_at_a_wrong_address_which_says_nothing_of_the_company() {
    client.without(TOKEN).on(TOKEN, 404, "{\"message\": \"Not found\"}");
    assertThat(client.failure(MalformedResponseException.class))
        .hasMessageContaining("is the base URI right?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"ttl\": 5}", "{\"access_token\": \"a b\", \"ttl\": 5}", "hello"})
  void is_malformed_if_the_response_holds_none(String response) {
    client.without(TOKEN).on(TOKEN, 201, response);
    MalformedResponseException failure =
        catchThrowableOfType(MalformedResponseException.class, () -> client.hub().accessToken());
    assertThat(failure.call().operation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);
    assertThat(failure).hasMessageNotContaining("a b");
  }

  @Nested
  class Rejected_with_401 {

    @Test
    void LT_18_is_renewed_once_and_the_call_retried() {
      client.without(TOKEN).on(TOKEN, 201, token("old", "60")).on(TOKEN, 201, token("new", "60"));
      client.without(CREATE).on(CREATE, 401, ERROR).on(CREATE, 201, CREATED);
      client.create();
      assertThat(client.sent(CREATE))
          .extracting(sent -> header(sent, "Authorization"))
          .containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void LT_18_a_second_time_is_access_denied() {
      client.without(CREATE).on(CREATE, 401, "{\"code\": 401, \"message\": \"Unauthenticated\"}");
      AccessDeniedException failure = client.failure(AccessDeniedException.class);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(failure.call().httpStatus()).hasValue(401);
      assertThat(client.sent(CREATE)).hasSize(2);
      assertThat(client.sent(TOKEN)).hasSize(2);
    }

    @Test
    void FR_07_leaves_the_call_rejected_if_there_is_no_new_token() {
      client.failing(TOKEN, ScriptedClient.reset());
      client.without(CREATE).on(CREATE, 401, ERROR);
      UnavailableException failure = client.failure(UnavailableException.class);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(failure.call().failedOperation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @Test
    void AT_04_is_not_cached_again_by_a_concurrent_caller() {
      WatchedStore store = new WatchedStore();
      CachedAccessTokensFixture fixture = new CachedAccessTokensFixture(client, store);
      client.without(TOKEN).on(TOKEN, 201, token("old", "60")).on(TOKEN, 201, token("new", "60"));
      store.whenSaved = fixture.tokens::reject;
      fixture.current();
      store.whenSaved = token -> {};
      assertThat(fixture.current().reveal()).isEqualTo("new");
    }

    @Test
    void AT_04_is_used_again_if_SePay_issues_it_again() {
      CachedAccessTokensFixture fixture =
          new CachedAccessTokensFixture(client, AccessTokenStore.inMemory());
      fixture.tokens.reject(fixture.current());
      fixture.current();
      fixture.current();
      assertThat(client.sent(TOKEN)).hasSize(2);
    }

    private static final class WatchedStore implements AccessTokenStore {
      private final AccessTokenStore store = AccessTokenStore.inMemory();
      private Consumer<AccessToken> whenSaved = token -> {};

      @Override
      public Optional<AccessToken> find(Key key) {
        return store.find(key);
      }

      @Override
      public void save(Key key, AccessToken token) {
        store.save(key, token);
        whenSaved.accept(token);
      }

      @Override
      public void remove(Key key, AccessToken token) {
        store.remove(key, token);
      }
    }

    @Test
    void AT_04_is_not_used_again_after_an_older_one_is_rejected_late() {
      CachedAccessTokensFixture fixture =
          new CachedAccessTokensFixture(client, AccessTokenStore.inMemory());
      AccessToken old = fixture.current();
      fixture.tokens.reject(old);
      client
          .without(TOKEN)
          .on(TOKEN, 201, token("new", "60"))
          .on(TOKEN, 201, token("newest", "60"));
      fixture.tokens.reject(fixture.current());
      fixture.tokens.reject(old);
      assertThat(fixture.current().reveal()).isEqualTo("newest");
    }

    @Test
    void AT_04_never_costs_a_newer_token_that_another_caller_has_fetched() {
      AccessTokenStore store = AccessTokenStore.inMemory();
      CachedAccessTokensFixture fixture = new CachedAccessTokensFixture(client, store);
      AccessToken old = fixture.current();
      fixture.tokens.reject(old);
      client.without(TOKEN).on(TOKEN, 201, token("new", "60"));
      AccessToken newer = fixture.current();
      fixture.tokens.reject(old);
      assertThat(fixture.current()).isEqualTo(newer);
      assertThat(store.find(fixture.key)).contains(newer);
      assertThat(client.sent(TOKEN)).hasSize(2);
    }
  }

  @Nested
  class In_a_shared_store {

    @Test
    void AT_07_serves_every_member_of_the_fleet() {
      AccessTokenStore store = AccessTokenStore.inMemory();
      client.builder().accessTokenStore(store).build().linkTokens().create(LINK);
      client.builder().accessTokenStore(store).build().linkTokens().create(LINK);
      assertThat(client.sent(TOKEN)).hasSize(1);
    }

    @Test
    void AT_07_is_not_used_again_after_it_was_rejected() {
      AccessTokenStore forgetful = new NeverForgets();
      FeignBankHub hub = client.builder().accessTokenStore(forgetful).build();
      hub.linkTokens().create(LINK);
      client.without(TOKEN).on(TOKEN, 201, token("new", "60"));
      client.without(CREATE).on(CREATE, 401, ERROR).on(CREATE, 201, CREATED);
      hub.linkTokens().create(LINK);
      assertThat(header(client.sent(CREATE).get(2), "Authorization")).isEqualTo("Bearer new");
    }

    @Test
    void AT_04_is_removed_when_it_was_rejected_even_if_it_cannot_be_renewed() {
      AccessTokenStore store = AccessTokenStore.inMemory();
      FeignBankHub hub = client.builder().accessTokenStore(store).build();
      AccessTokenStore.Key key =
          new AccessTokenStore.Key(
              hub.environment().baseUri(), ScriptedClient.CREDENTIALS.clientId());
      hub.linkTokens().create(LINK);
      assertThat(store.find(key)).isPresent();

      client.without(TOKEN).failing(TOKEN, ScriptedClient.reset());
      client.without(CREATE).on(CREATE, 401, ERROR);
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hub.linkTokens().create(LINK));

      assertThat(store.find(key)).isEmpty();
    }

    @Test
    void AT_07_is_done_without_if_the_store_fails() {
      AccessTokenStore broken = new Broken();
      FeignBankHub hub = client.builder().accessTokenStore(broken).build();
      hub.linkTokens().create(LINK);
      hub.linkTokens().create(LINK);
      assertThat(client.sent(TOKEN)).hasSize(1);
    }

    @Test
    void AT_07_is_requested_once_by_8_hubs_that_start_together() throws Exception {
      AccessTokenStore store = AccessTokenStore.inMemory();
      CyclicBarrier start = new CyclicBarrier(8);
      Callable<String> member =
          () -> {
            try (FeignBankHub hub = client.builder().accessTokenStore(store).build()) {
              start.await();
              return hub.accessToken().reveal();
            }
          };
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        for (Future<String> token : threads.invokeAll(Collections.nCopies(8, member))) {
          assertThat(token.get()).isEqualTo("s3cret-token");
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(client.sent(TOKEN)).hasSize(1);
    }

    @Test
    void AT_07_is_awaited_while_another_process_requests_it() {
      LeasedStore store = new LeasedStore();
      AccessToken theirs =
          new AccessToken(
              "theirs", client.clock().instant(), Instant.parse("9000-01-01T00:00:00Z"));
      store.looks.addAll(List.of(() -> {}, () -> {}, () -> store.save(store.lastKey, theirs)));
      assertThat(client.builder().accessTokenStore(store).build().accessToken()).isEqualTo(theirs);
      assertThat(client.sent(TOKEN)).isEmpty();
    }

    @Test
    void AT_07_is_requested_when_the_lease_of_a_dead_process_expires() {
      LeasedStore store = new LeasedStore();
      store.looks.addAll(List.of(() -> {}, () -> store.now = store.now.plusSeconds(10)));
      client.builder().accessTokenStore(store).build().accessToken();
      assertThat(client.sent(TOKEN)).hasSize(1);
      assertThat(store.find(store.lastKey)).isPresent();
      assertThat(store.tryRenew(store.lastKey, Duration.ofSeconds(1))).isPresent();
    }

    @Test
    void AT_07_is_requested_without_a_lease_when_half_of_the_call_timeout_is_over() {
      LeasedStore store = new LeasedStore();
      store.looks.addAll(List.of(() -> {}, () -> client.pass(Duration.ofSeconds(15))));
      client.builder().accessTokenStore(store).build().accessToken();
      assertThat(client.sent(TOKEN)).hasSize(1);
      assertThat(store.tryRenew(store.lastKey, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void AT_04_is_renewed_with_a_lease_after_a_401() {
      AccessTokenStore store = AccessTokenStore.inMemory();
      client.without(TOKEN).on(TOKEN, 201, token("old", "60")).on(TOKEN, 201, token("new", "60"));
      FeignBankHub one = client.builder().accessTokenStore(store).build();
      FeignBankHub other = client.builder().accessTokenStore(store).build();
      other.accessToken();
      one.accessToken();
      client.without(CREATE).on(CREATE, 401, ERROR).on(CREATE, 201, CREATED);
      one.linkTokens().create(LINK);
      client.without(CREATE).on(CREATE, 401, ERROR).on(CREATE, 201, CREATED);
      other.linkTokens().create(LINK);
      assertThat(client.sent(CREATE))
          .extracting(sent -> header(sent, "Authorization"))
          .containsExactly("Bearer old", "Bearer new", "Bearer old", "Bearer new");
      assertThat(client.sent(TOKEN)).hasSize(2);
    }

    @Test
    void AT_07_frees_the_lease_after_a_failed_request() {
      AccessTokenStore store = AccessTokenStore.inMemory();
      client.without(TOKEN).failing(TOKEN, ScriptedClient.reset());
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(
              () -> client.builder().accessTokenStore(store).build().linkTokens().create(LINK));
      client.without(TOKEN).on(TOKEN, 201, token("new", "60"));
      client.builder().accessTokenStore(store).build().linkTokens().create(LINK);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    /** A store whose lease another process holds. */
    private static final class LeasedStore implements AccessTokenStore {
      private final Deque<Runnable> looks = new ArrayDeque<>();
      private Instant now = Instant.EPOCH;
      private final AccessTokenStore store = AccessTokenStore.inMemory(() -> now);
      private Key lastKey;

      @Override
      public Optional<AccessToken> find(Key key) {
        if (lastKey == null) {
          store.tryRenew(key, Duration.ofSeconds(10));
        }
        lastKey = key;
        if (!looks.isEmpty()) {
          looks.remove().run();
        }
        return store.find(key);
      }

      @Override
      public void save(Key key, AccessToken token) {
        store.save(key, token);
      }

      @Override
      public void remove(Key key, AccessToken token) {
        store.remove(key, token);
      }

      @Override
      public Optional<Lease> tryRenew(Key key, Duration lease) {
        return store.tryRenew(key, lease);
      }
    }

    /** A store whose removal came too late. */
    private static final class NeverForgets implements AccessTokenStore {
      private Optional<AccessToken> first = Optional.empty();

      @Override
      public Optional<AccessToken> find(Key key) {
        return first;
      }

      @Override
      public void save(Key key, AccessToken token) {
        first = first.or(() -> Optional.of(token));
      }

      @Override
      public void remove(Key key, AccessToken token) {}
    }

    private static final class Broken implements AccessTokenStore {
      @Override
      public Optional<AccessToken> find(Key key) {
        throw new IllegalStateException("no connection");
      }

      @Override
      public void save(Key key, AccessToken token) {
        throw new IllegalStateException("no connection");
      }

      @Override
      public void remove(Key key, AccessToken token) {
        throw new IllegalStateException("no connection");
      }

      @Override
      public Optional<Lease> tryRenew(Key key, Duration lease) {
        throw new IllegalStateException("no connection");
      }
    }
  }
}
