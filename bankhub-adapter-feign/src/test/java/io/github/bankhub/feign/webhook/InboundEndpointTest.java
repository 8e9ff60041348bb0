package io.github.bankhub.feign.webhook;

import static io.github.bankhub.feign.webhook.Request.IPN;
import static io.github.bankhub.feign.webhook.Request.LINKED;
import static io.github.bankhub.feign.webhook.Request.SECRET;
import static io.github.bankhub.feign.webhook.Request.authorization;
import static io.github.bankhub.feign.webhook.Request.body;
import static io.github.bankhub.feign.webhook.Request.secretKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.feign.webhook.WebhookRejectedException.Reason;
import io.github.bankhub.testkit.clock.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InboundEndpointTest {

  private final IllegalStateException failure = new IllegalStateException("database down");
  private final List<WebhookEvent> handled = new ArrayList<>();
  private final List<byte[]> stored = new ArrayList<>();
  private final List<Throwable> causes = new ArrayList<>();
  private final Deduplicator deduplicator = Deduplicator.inMemory();
  private final InboundEndpoint<WebhookEvent> endpoint = endpoint(deduplicator, handled::add);

  private InboundEndpoint<WebhookEvent> endpoint(
      Deduplicator memory, Consumer<WebhookEvent> handler) {
    return InboundEndpoint.of(
        new WebhookReader(new WebhookSecret(SECRET)), memory, handler, this::store);
  }

  private void store(byte[] body, Throwable cause) {
    stored.add(body);
    causes.add(cause);
  }

  private void fail(WebhookEvent event) {
    throw failure;
  }

  private Reason storedReason() {
    return ((WebhookRejectedException) causes.get(0)).reason();
  }

  @Nested
  class Receiving {

    @Test
    void WH_04_handles_an_event_once_and_accepts_every_repetition() {
      InboundResponse first = endpoint.receive(secretKey(SECRET), body(LINKED));
      InboundResponse second = endpoint.receive(secretKey(SECRET), body(LINKED));

      assertThat(handled).hasOnlyElementsOfType(BankAccountEvent.Linked.class).hasSize(1);
      assertThat(List.of(first, second))
          .allSatisfy(
              response -> {
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("{\"success\": true}");
                assertThat(response.contentType()).isEqualTo("application/json");
                assertThat(response.problem()).isEmpty();
                assertThat(response).hasToString("InboundResponse[200]");
              });
      assertThat(stored).isEmpty();
    }

    @Test
    void finds_headers_with_a_function_that_may_return_null() {
      Map<String, List<String>> headers = secretKey(SECRET);

      assertThat(endpoint.receive(headers::get, body(LINKED)).status()).isEqualTo(200);
      assertThat(endpoint.receive(name -> null, body(LINKED)).status()).isEqualTo(401);
      assertThat(handled).hasSize(1);
    }

    @Test
    void finds_headers_with_an_enumeration() throws IOException {
      Map<String, List<String>> headers = secretKey(SECRET);
      InboundResponse response =
          endpoint.receive(
              name ->
                  Collections.list(Collections.enumeration(headers.getOrDefault(name, List.of()))),
              new ByteArrayInputStream(body(LINKED)));

      assertThat(response.status()).isEqualTo(200);
      assertThat(handled).hasSize(1);
    }

    @Test
    void WH_01_rejects_a_wrong_secret_without_reading_the_body() throws IOException {
      InputStream unreadable = InputStream.nullInputStream();
      unreadable.close();
      InboundResponse response = endpoint.receive(secretKey("wrong"), unreadable);

      assertThat(response.status()).isEqualTo(401);
      assertThat(response.body()).isEqualTo("{\"success\": false}");
      assertThat(response.secretIndex()).isEmpty();
      assertThat(response.problem())
          .containsInstanceOf(WebhookRejectedException.class)
          .get()
          .hasToString(
              WebhookRejectedException.class.getName()
                  + ": X-Secret-Key is missing, repeated or wrong");
      assertThat(response).hasToString("InboundResponse[401, WebhookRejectedException]");
      assertThat(stored).isEmpty();
    }

    @Test
    void C21_WH_05_stores_and_accepts_what_it_cannot_read() {
      InboundResponse response = endpoint.receive(secretKey(SECRET), body(IPN));

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.problem()).contains(causes.get(0));
      assertThat(storedReason()).isEqualTo(Reason.WRONG_MESSAGE_TYPE);
      assertThat(stored).containsExactly(body(IPN));
    }

    @Test
    void WH_05_stores_a_missing_body_as_an_empty_one() {
      assertThat(endpoint.receive(secretKey(SECRET), (byte[]) null).status()).isEqualTo(200);
      assertThat(stored).containsExactly(new byte[0]);
      assertThat(storedReason()).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void reads_a_little_more_than_a_MiB_of_an_endless_body() throws IOException {
      InputStream endless =
          new InputStream() {
            @Override
            public int read() {
              return ' ';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
              return length;
            }
          };

      assertThat(endpoint.receive(secretKey(SECRET), endless).status()).isEqualTo(200);
      assertThat(storedReason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(stored.get(0)).hasSize((1 << 20) + 1);
    }

    @Test
    void receives_IPNs_too() {
      List<BalanceNotification> notifications = new ArrayList<>();
      InboundEndpoint<BalanceNotification> ipn =
          InboundEndpoint.of(
              new IpnReader(new IpnApiKey(SECRET)),
              deduplicator,
              notifications::add,
              InboundEndpointTest.this::store);

      assertThat(ipn.receive(authorization("Apikey " + SECRET), body(IPN)).status()).isEqualTo(200);
      assertThat(ipn.receive(authorization("Apikey " + SECRET), body(IPN)).status()).isEqualTo(200);
      assertThat(ipn.receive(secretKey(SECRET), body(IPN)).status()).isEqualTo(401);
      assertThat(notifications)
          .extracting(BalanceNotification::bankAccountXid)
          .singleElement()
          .isEqualTo(Optional.of(new BankAccountXid("b5cb9c1c-b1fc-11f0-9ff6-52c7e9b4f41b")));
    }
  }

  /** SePay does not retry after an error response. */
  @Nested
  class Failing {

    @Test
    void a_handler_that_fails_releases_the_event_which_is_stored_with_the_cause() {
      InboundResponse response =
          endpoint(deduplicator, InboundEndpointTest.this::fail)
              .receive(secretKey(SECRET), body(LINKED));

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.problem()).contains(failure);
      assertThat(causes).containsExactly(failure);
      endpoint.receive(secretKey(SECRET), body(LINKED));
      assertThat(handled).as("handled when it comes again").hasSize(1);
    }

    @Test
    void a_stored_event_can_be_processed_later_and_only_once() {
      endpoint(deduplicator, InboundEndpointTest.this::fail)
          .receive(secretKey(SECRET), body(LINKED));
      endpoint.process(stored.get(0));
      endpoint.process(stored.get(0));

      assertThat(handled).hasSize(1);
      assertThatExceptionOfType(WebhookRejectedException.class)
          .isThrownBy(() -> endpoint.process(body("{")));
    }

    @Test
    void a_stored_event_that_fails_again_is_thrown_and_released() {
      assertThatThrownBy(
              () -> endpoint(deduplicator, InboundEndpointTest.this::fail).process(body(LINKED)))
          .isSameAs(failure);
      endpoint.process(body(LINKED));
      assertThat(handled).hasSize(1);
      assertThat(stored).isEmpty();
    }

    @Test
    void an_event_is_stored_if_the_deduplicator_cannot_claim_it() {
      InboundResponse response =
          endpoint(new FailingDeduplicator(false), handled::add)
              .receive(secretKey(SECRET), body(LINKED));

      assertThat(response.status()).isEqualTo(200);
      assertThat(causes).containsExactly(failure);
      assertThat(handled).isEmpty();
    }

    @Test
    void an_event_is_stored_with_the_first_cause_if_the_claim_cannot_be_released() {
      IllegalArgumentException cause = new IllegalArgumentException("handler");
      endpoint(
              new FailingDeduplicator(true),
              event -> {
                throw cause;
              })
          .receive(secretKey(SECRET), body(LINKED));

      assertThat(causes).containsExactly(cause);
      assertThat(cause).hasSuppressedException(failure);
      endpoint(new FailingDeduplicator(true), InboundEndpointTest.this::fail)
          .receive(secretKey(SECRET), body(LINKED));
      assertThat(causes).containsExactly(cause, failure);
    }

    @Test
    void an_event_is_handled_and_not_stored_if_the_claim_cannot_be_confirmed() {
      InboundResponse response =
          endpoint(new FailingDeduplicator(true), handled::add)
              .receive(secretKey(SECRET), body(LINKED));

      assertThat(response.problem()).isEmpty();
      assertThat(handled).hasSize(1);
      assertThat(stored).as("it would be handled again").isEmpty();
    }

    @Test
    void an_event_is_handled_again_if_the_process_died_while_it_handled_it() {
      TestClock clock = TestClock.fixed();
      Deduplicator shared = Deduplicator.inMemory(clock);
      WebhookEvent event = new WebhookReader(new WebhookSecret(SECRET)).parse(body(LINKED));
      assertThat(shared.claim(event, Deduplicator.DEFAULT_LEASE)).isPresent();

      endpoint(shared, handled::add).receive(secretKey(SECRET), body(LINKED));
      assertThat(handled).as("while the claim of the dead process holds").isEmpty();
      clock.advance(Deduplicator.DEFAULT_LEASE);
      endpoint(shared, handled::add).receive(secretKey(SECRET), body(LINKED));
      endpoint(shared, handled::add).receive(secretKey(SECRET), body(LINKED));

      assertThat(handled).as("once, after it has expired").hasSize(1);
    }

    @Test
    void a_handled_event_stays_a_repetition_after_its_lease() {
      TestClock clock = TestClock.fixed();
      InboundEndpoint<WebhookEvent> confirming =
          endpoint(Deduplicator.inMemory(clock), handled::add);
      confirming.receive(secretKey(SECRET), body(LINKED));
      clock.advance(Deduplicator.DEFAULT_LEASE.multipliedBy(2));
      confirming.receive(secretKey(SECRET), body(LINKED));

      assertThat(handled).hasSize(1);
    }

    @Test
    void C21_an_event_that_cannot_be_stored_is_thrown_with_its_cause() {
      IllegalArgumentException full = new IllegalArgumentException("disk full");
      InboundEndpoint<WebhookEvent> without =
          InboundEndpoint.of(
              new WebhookReader(new WebhookSecret(SECRET)),
              deduplicator,
              InboundEndpointTest.this::fail,
              (body, cause) -> {
                throw full;
              });

      assertThatThrownBy(() -> without.receive(secretKey(SECRET), body(LINKED)))
          .isSameAs(full)
          .hasSuppressedException(failure);
      endpoint.process(body(LINKED));
      assertThat(handled).as("released, so handled when SePay retries").hasSize(1);
    }

    @Test
    void a_cause_that_the_store_throws_itself_is_thrown() {
      InboundEndpoint<WebhookEvent> rethrowing =
          InboundEndpoint.of(
              new WebhookReader(new WebhookSecret(SECRET)),
              deduplicator,
              InboundEndpointTest.this::fail,
              (body, cause) -> {
                throw (RuntimeException) cause;
              });

      assertThatThrownBy(() -> rethrowing.receive(secretKey(SECRET), body(LINKED)))
          .isSameAs(failure);
    }

    @Test
    void an_error_is_stored_and_one_of_the_virtual_machine_is_thrown_too() {
      AssertionError error = new AssertionError();
      endpoint(
              deduplicator,
              event -> {
                throw error;
              })
          .receive(secretKey(SECRET), body(LINKED));
      StackOverflowError overflow = new StackOverflowError();
      InboundEndpoint<WebhookEvent> recursive =
          endpoint(
              deduplicator,
              event -> {
                throw overflow;
              });

      assertThatThrownBy(() -> recursive.receive(secretKey(SECRET), body(LINKED)))
          .isSameAs(overflow);
      assertThat(causes).containsExactly(error, overflow);
    }
  }

  @Nested
  class Without_a_deduplicator {

    private final Deduplicator ofTheTransaction = Deduplicator.inMemory();

    @Test
    void the_handler_gets_repeated_events_and_can_claim_them_itself() {
      InboundEndpoint<WebhookEvent> claimsItself =
          InboundEndpoint.of(
              new WebhookReader(new WebhookSecret(SECRET)),
              event -> {
                if (ofTheTransaction.claim(event)) {
                  handled.add(event);
                }
              },
              InboundEndpointTest.this::store);

      claimsItself.receive(secretKey(SECRET), body(LINKED));
      claimsItself.receive(secretKey(SECRET), body(LINKED));

      assertThat(handled).hasSize(1);
      assertThat(stored).isEmpty();
    }

    @Test
    void an_event_whose_handler_fails_is_stored_each_time() {
      InboundEndpoint<WebhookEvent> failing =
          InboundEndpoint.of(
              new WebhookReader(new WebhookSecret(SECRET)),
              InboundEndpointTest.this::fail,
              InboundEndpointTest.this::store);

      failing.receive(secretKey(SECRET), body(LINKED));
      failing.receive(secretKey(SECRET), body(LINKED));

      assertThat(causes).containsExactly(failure, failure);
    }

    @Test
    void the_handler_gets_repeated_notifications() {
      List<BalanceNotification> notifications = new ArrayList<>();
      InboundEndpoint<BalanceNotification> payments =
          InboundEndpoint.of(
              new IpnReader(new IpnApiKey(SECRET)),
              notifications::add,
              InboundEndpointTest.this::store);

      payments.receive(authorization("Apikey " + SECRET), body(IPN));
      payments.receive(authorization("Apikey " + SECRET), body(IPN));

      assertThat(notifications).hasSize(2);
    }
  }

  @Nested
  class Rotating_secrets {

    private List<String> valid = List.of("new-1", "old-1");

    private InboundEndpoint<WebhookEvent> rotating() {
      Supplier<List<WebhookSecret>> secrets = () -> valid.stream().map(WebhookSecret::new).toList();
      return InboundEndpoint.of(
          new WebhookReader(secrets), deduplicator, handled::add, InboundEndpointTest.this::store);
    }

    private InboundResponse received(InboundEndpoint<WebhookEvent> endpoint, String secret) {
      return endpoint.receive(secretKey(secret), body(LINKED));
    }

    @Test
    void every_valid_secret_is_right_and_the_response_says_which() {
      assertThat(received(rotating(), "new-1").secretIndex()).hasValue(0);
      assertThat(received(rotating(), "old-1").secretIndex()).hasValue(1);
      assertThat(received(rotating(), "older-1").status()).isEqualTo(401);
    }

    @Test
    void a_secret_that_is_given_twice_counts_as_the_first() {
      valid = List.of("new-1", "old-1", "old-1");
      assertThat(received(rotating(), "old-1").secretIndex()).hasValue(1);
    }

    @Test
    void new_secrets_are_valid_without_a_restart() {
      InboundEndpoint<WebhookEvent> running = rotating();
      valid = List.of("next-1");

      assertThat(received(running, "next-1").status()).isEqualTo(200);
      assertThat(received(running, "new-1").status()).isEqualTo(401);
    }

    @Test
    void the_last_secrets_stay_valid_while_the_supplier_fails() {
      InboundEndpoint<WebhookEvent> running = rotating();
      valid = List.of();
      assertThat(received(running, "old-1").status()).isEqualTo(200);
      valid = Collections.singletonList(null);
      assertThat(received(running, "old-1").status()).isEqualTo(200);
      assertThat(received(running, "other").status()).isEqualTo(401);
    }

    @Test
    void a_reader_without_a_secret_cannot_be_created() {
      valid = List.of();
      assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(this::rotating);
    }

    @Test
    void keys_of_IPNs_rotate_too() {
      InboundEndpoint<BalanceNotification> ipn =
          InboundEndpoint.of(
              new IpnReader(
                  () -> List.of(new IpnApiKey("new-1"), new IpnApiKey("old-1")), ApiObject.VIETNAM),
              deduplicator,
              notification -> {},
              InboundEndpointTest.this::store);

      assertThat(ipn.receive(authorization("Apikey old-1"), body(IPN)).secretIndex()).hasValue(1);
      assertThat(ipn.receive(authorization("Apikey new-1"), body(IPN)).secretIndex()).hasValue(0);
      assertThat(ipn.receive(authorization("Apikey x"), body(IPN)).status()).isEqualTo(401);
    }
  }

  /** A deduplicator whose database is down, perhaps only after the claim. */
  private final class FailingDeduplicator implements Deduplicator {

    private final boolean claims;

    FailingDeduplicator(boolean claims) {
      this.claims = claims;
    }

    @Override
    public boolean claim(String key) {
      throw failure;
    }

    @Override
    public Optional<Claim> claim(String key, Duration lease) {
      if (claims) {
        return Optional.of(new FailingClaim());
      }
      throw failure;
    }

    @Override
    public void release(String key) {
      throw failure;
    }
  }

  private final class FailingClaim implements Deduplicator.Claim {

    @Override
    public boolean confirm() {
      throw failure;
    }

    @Override
    public void release() {
      throw failure;
    }
  }
}
