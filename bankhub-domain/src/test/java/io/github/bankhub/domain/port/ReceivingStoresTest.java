package io.github.bankhub.domain.port;

import static io.github.bankhub.domain.Sample.TOKEN_XID;
import static io.github.bankhub.domain.Sample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.link.LinkTokenXid;
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
      WebhookEvent.of(Map.of("xid", "same", "event", "LINK_TOKEN_REVOKED", "timestamp", 1));
  private static final BalanceNotification NOTIFICATION =
      BalanceNotification.of(
          Map.of(
              "transaction_id", "same",
              "transfer_type", "credit",
              "amount", 1,
              "account_number", "1"));

  @Nested
  class FirstSightOf {

    private final Deduplicator sight = Deduplicator.inMemory();

    @Test
    void WH_04_a_repetition_is_no_first_sight() {
      assertThat(sight.claim(EVENT)).isTrue();
      assertThat(sight.claim(EVENT)).isFalse();
    }

    @Test
    void WH_04_an_event_and_a_transaction_with_one_id_are_two() {
      assertThat(sight.claim(EVENT)).isTrue();
      assertThat(sight.claim(NOTIFICATION)).isTrue();
      assertThat(sight.claim(NOTIFICATION)).isFalse();
    }

    @Test
    void WH_04_what_is_forgotten_is_a_first_sight_again() {
      assertThat(sight.claim(NOTIFICATION)).isTrue();
      sight.release(Deduplicator.key(NOTIFICATION));

      assertThat(sight.claim(NOTIFICATION)).isTrue();
    }

    @Test
    void WH_04_the_oldest_makes_room_and_a_repetition_takes_none() {
      Deduplicator small = Deduplicator.inMemory(2);

      assertThat(List.of(small.claim("a"), small.claim("b"), small.claim("b")))
          .containsExactly(true, true, false);
      assertThat(small.claim("a")).isFalse();
      assertThat(small.claim("c")).isTrue();
      assertThat(small.claim("b")).isFalse();
      assertThat(small.claim("a")).isTrue();
    }

    @Test
    void WH_04_of_200_threads_one_sees_it_first() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(200);
      try {
        CountDownLatch ready = new CountDownLatch(200);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          answers.add(
              threads.submit(
                  () -> {
                    ready.countDown();
                    ready.await();
                    return sight.claim(EVENT);
                  }));
        }
        int first = 0;
        for (Future<Boolean> answer : answers) {
          first += answer.get() ? 1 : 0;
        }
        assertThat(first).isEqualTo(1);
      } finally {
        threads.shutdownNow();
      }
    }

    @Test
    void a_memory_without_room_is_refused() {
      assertRefused("capacity", () -> Deduplicator.inMemory(0));
    }
  }

  @Nested
  class Attempts {

    private final LinkTokenReferences attempts = LinkTokenReferences.inMemory();

    @Test
    void WH_04_a_link_token_leads_to_the_reference_last_kept() {
      attempts.save(TOKEN_XID, "user-6");
      attempts.save(TOKEN_XID, "user-7");

      assertThat(attempts.find(TOKEN_XID)).hasValue("user-7");
    }

    @Test
    void another_or_forgotten_link_token_leads_nowhere() {
      attempts.save(TOKEN_XID, "user-7");
      attempts.remove(TOKEN_XID);

      assertThat(attempts.find(TOKEN_XID)).isEmpty();
      assertThat(attempts.find(new LinkTokenXid("other"))).isEmpty();
    }

    @Test
    void the_oldest_makes_room() {
      LinkTokenReferences small = LinkTokenReferences.inMemory(1);
      small.save(new LinkTokenXid("old"), "user-1");
      small.save(TOKEN_XID, "user-7");

      assertThat(small.find(new LinkTokenXid("old"))).isEmpty();
      assertThat(small.find(TOKEN_XID)).hasValue("user-7");
    }

    @Test
    void a_reference_must_be_there() {
      assertRefused("reference", () -> attempts.save(TOKEN_XID, null));
    }
  }
}
