package io.github.bankhub.domain.port;

import static io.github.bankhub.domain.Sample.HOSTED_LINK;
import static io.github.bankhub.domain.Sample.TOKEN_XID;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.Deduplicator.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReceivingStoresTest {

  private static final WebhookEvent EVENT =
      WebhookEvent.of(
          Map.of("xid", "same", "event", "LINK_TOKEN_REVOKED", "timestamp", 1768312100));
  private static final BalanceNotification NOTIFICATION =
      BalanceNotification.of(
          Map.of(
              "transaction_id", "same",
              "transfer_type", "credit",
              "amount", 1,
              "account_number", "1"));
  private static final Duration LEASE = Deduplicator.DEFAULT_LEASE;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Nested
  class Deduplication {

    private final Deduplicator deduplicator = Deduplicator.inMemory();

    @Test
    void WH_04_a_repetition_is_not_claimed() {
      assertThat(deduplicator.claim(EVENT)).isTrue();
      assertThat(deduplicator.claim(EVENT)).isFalse();
    }

    @Test
    void WH_04_an_event_and_a_transaction_with_one_id_differ() {
      assertThat(deduplicator.claim(EVENT)).isTrue();
      assertThat(deduplicator.claim(NOTIFICATION)).isTrue();
      assertThat(deduplicator.claim(NOTIFICATION)).isFalse();
    }

    @Test
    void WH_04_the_key_is_the_kind_and_the_id() {
      assertThat(Deduplicator.key(EVENT)).isEqualTo("event:same");
      assertThat(Deduplicator.key(NOTIFICATION)).isEqualTo("transaction:same");
    }

    @Test
    void WH_04_a_released_key_can_be_claimed_again() {
      assertThat(deduplicator.claim(NOTIFICATION)).isTrue();
      deduplicator.release(Deduplicator.key(NOTIFICATION));

      assertThat(deduplicator.claim(NOTIFICATION)).isTrue();
    }

    @Test
    void WH_04_the_oldest_is_removed_and_a_repetition_removes_none() {
      Deduplicator small = Deduplicator.inMemory(2);

      assertThat(List.of(small.claim("a"), small.claim("b"), small.claim("b")))
          .containsExactly(true, true, false);
      assertThat(small.claim("a")).isFalse();
      assertThat(small.claim("c")).isTrue();
      assertThat(small.claim("b")).isFalse();
      assertThat(small.claim("a")).isTrue();
    }

    @Test
    void WH_04_of_200_threads_one_claims() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(200);
      try {
        CountDownLatch ready = new CountDownLatch(200);
        List<Future<Boolean>> claims = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          claims.add(
              threads.submit(
                  () -> {
                    ready.countDown();
                    ready.await();
                    return deduplicator.claim(EVENT);
                  }));
        }
        int first = 0;
        for (Future<Boolean> claim : claims) {
          first += claim.get() ? 1 : 0;
        }
        assertThat(first).isEqualTo(1);
      } finally {
        threads.shutdownNow();
      }
    }

    @Test
    void a_capacity_of_zero_is_rejected() {
      assertRejected("capacity", () -> Deduplicator.inMemory(0));
    }
  }

  @Nested
  class Deduplication_in_two_steps {

    private final Deduplicator deduplicator = Deduplicator.inMemory(() -> now);

    @Test
    void WH_04_a_claim_keeps_others_out_until_its_lease_expires() {
      assertThat(deduplicator.claim(EVENT, LEASE)).isPresent();
      assertThat(deduplicator.claim(EVENT, LEASE)).isEmpty();
      assertThat(deduplicator.claim(EVENT)).isFalse();

      now = now.plus(LEASE);
      assertThat(deduplicator.claim(EVENT, LEASE)).isPresent();
    }

    @Test
    void WH_04_a_confirmed_claim_does_not_expire() {
      Claim claim = deduplicator.claim(NOTIFICATION, LEASE).orElseThrow();
      assertThat(claim.confirm()).isTrue();
      assertThat(claim.confirm()).isTrue();
      claim.release();

      now = now.plus(Duration.ofDays(1));
      assertThat(deduplicator.claim(NOTIFICATION, LEASE)).isEmpty();
      assertThat(deduplicator.claim(NOTIFICATION)).isFalse();
    }

    @Test
    void WH_04_a_released_claim_can_be_claimed_again() {
      deduplicator.claim(EVENT, LEASE).orElseThrow().release();

      assertThat(deduplicator.claim(EVENT, LEASE)).isPresent();
    }

    @Test
    void WH_04_of_two_claims_of_one_key_one_is_confirmed() {
      Claim slow = deduplicator.claim(EVENT, LEASE).orElseThrow();
      now = now.plus(LEASE);
      Claim second = deduplicator.claim(EVENT, LEASE).orElseThrow();

      slow.release();
      assertThat(second.confirm()).isTrue();
      assertThat(slow.confirm()).isFalse();
    }

    @Test
    void a_lease_is_positive_and_at_most_a_day() {
      assertRejected("lease", () -> deduplicator.claim(EVENT, null));
      assertRejected("lease", () -> deduplicator.claim(EVENT, Duration.ZERO));
      assertRejected("lease", () -> deduplicator.claim(EVENT, Duration.ofSeconds(-1)));
      assertRejected("lease", () -> deduplicator.claim(EVENT, Duration.ofDays(1).plusNanos(1)));
    }
  }

  @Nested
  class LinkTokenReferenceStore {

    private final LinkTokenReferences references = LinkTokenReferences.inMemory(() -> now);

    @Test
    void WH_04_finds_the_open_link_token_of_a_reference() {
      LinkToken token = token("2026-01-01T00:30:00Z");
      references.save(token, "user-7");
      assertThat(references.findOpen("user-7")).hasValue(token);
      assertThat(references.find(token.xid())).hasValue("user-7");
      assertThat(references.findOpen("user-8")).isEmpty();

      now = now.plus(Duration.ofMinutes(30));
      assertThat(references.findOpen("user-7")).isEmpty();
      assertThat(references.find(token.xid())).hasValue("user-7");
    }

    @Test
    void a_removed_link_token_or_one_with_unknown_expiry_is_not_open() {
      LinkToken token = token("2026-01-01T00:30:00Z");
      references.save(token, "user-7");
      references.remove(new LinkTokenXid("other"));
      assertThat(references.findOpen("user-7")).hasValue(token);
      references.remove(token.xid());
      references.save(token("soon"), "user-8");

      assertThat(references.findOpen("user-7")).isEmpty();
      assertThat(references.findOpen("user-8")).isEmpty();
    }

    @Test
    void a_closed_link_token_is_not_open_but_has_its_reference() {
      LinkToken token = token("2026-01-01T00:30:00Z");
      references.save(token, "user-7");
      references.close(new LinkTokenXid("other"));
      assertThat(references.findOpen("user-7")).hasValue(token);
      references.close(token.xid());

      assertThat(references.findOpen("user-7")).isEmpty();
      assertThat(references.find(token.xid())).hasValue("user-7");
    }

    @Test
    void without_a_clock_the_time_is_that_of_the_system() {
      LinkTokenReferences system = LinkTokenReferences.inMemory();
      system.save(token("2026-01-01T00:30:00Z"), "user-7");
      assertThat(system.findOpen("user-7")).isEmpty();
      system.save(token("2999-01-01T00:30:00Z"), "user-7");
      assertThat(system.findOpen("user-7")).isPresent();
    }

    @Test
    void removing_an_earlier_link_token_leaves_the_open_one() {
      references.save(new LinkTokenXid("old"), "user-7");
      LinkToken token = token("2026-01-01T00:30:00Z");
      references.save(token, "user-7");
      references.remove(new LinkTokenXid("old"));

      assertThat(references.findOpen("user-7")).hasValue(token);
    }

    private LinkToken token(String expiry) {
      return new LinkToken(
          TOKEN_XID,
          new LinkTokenSecret("s3cret"),
          HOSTED_LINK,
          LinkTokenExpiry.read(expiry, ZoneOffset.UTC));
    }

    @Test
    void WH_04_finds_the_reference_saved_last() {
      references.save(TOKEN_XID, "user-6");
      references.save(TOKEN_XID, "user-7");

      assertThat(references.find(TOKEN_XID)).hasValue("user-7");
    }

    @Test
    void another_or_removed_link_token_has_no_reference() {
      references.save(TOKEN_XID, "user-7");
      references.remove(TOKEN_XID);

      assertThat(references.find(TOKEN_XID)).isEmpty();
      assertThat(references.find(new LinkTokenXid("other"))).isEmpty();
    }

    @Test
    void the_oldest_is_removed() {
      LinkTokenReferences small = LinkTokenReferences.inMemory(1);
      small.save(new LinkTokenXid("old"), "user-1");
      small.save(TOKEN_XID, "user-7");

      assertThat(small.find(new LinkTokenXid("old"))).isEmpty();
      assertThat(small.find(TOKEN_XID)).hasValue("user-7");
    }

    @Test
    void a_reference_is_required() {
      assertRejected("reference", () -> references.save(TOKEN_XID, null));
    }
  }
}
