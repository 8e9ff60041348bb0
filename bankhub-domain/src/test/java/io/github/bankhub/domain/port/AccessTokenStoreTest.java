package io.github.bankhub.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.auth.AccessToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccessTokenStoreTest {

  private static final URI SERVICE = URI.create("https://bankhub.test");
  private static final AccessTokenStore.Key KEY = new AccessTokenStore.Key(SERVICE, "client");
  private static final AccessToken OLD = token("old");
  private static final AccessToken NEW = token("new");

  @Nested
  class Finding {

    private final AccessTokenStore store = AccessTokenStore.inMemory();

    @Test
    void a_new_store_is_empty() {
      assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void an_equal_key_finds_the_token() {
      store.save(KEY, OLD);

      assertThat(store.find(new AccessTokenStore.Key(URI.create("https://bankhub.test"), "client")))
          .containsSame(OLD);
    }

    @Test
    void another_client_or_service_finds_nothing() {
      store.save(KEY, OLD);

      assertThat(store.find(new AccessTokenStore.Key(SERVICE, "Client"))).isEmpty();
      assertThat(store.find(new AccessTokenStore.Key(URI.create("https://other.test"), "client")))
          .isEmpty();
    }

    @Test
    void another_store_finds_nothing() {
      store.save(KEY, OLD);

      assertThat(AccessTokenStore.inMemory().find(KEY)).isEmpty();
    }
  }

  @Nested
  class Saving {

    private final AccessTokenStore store = AccessTokenStore.inMemory();

    @Test
    void the_last_one_wins() {
      store.save(KEY, OLD);
      store.save(KEY, NEW);

      assertThat(store.find(KEY)).containsSame(NEW);
    }
  }

  @Nested
  class Removing {

    private final AccessTokenStore store = AccessTokenStore.inMemory();

    @Test
    void a_removed_token_is_gone() {
      store.save(KEY, OLD);
      store.remove(KEY, OLD);

      assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void AT_04_removing_a_rejected_token_keeps_a_newer_one() {
      store.save(KEY, NEW);
      store.remove(KEY, OLD);

      assertThat(store.find(KEY)).containsSame(NEW);
    }

    // A store that serializes returns a copy, perhaps with another validity period.
    @Test
    void AT_04_the_same_token_is_removed_regardless_of_its_period() {
      store.save(KEY, OLD);
      store.remove(KEY, new AccessToken("old", Instant.EPOCH, Instant.MAX));

      assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void a_second_removal_or_one_from_an_empty_store_is_harmless() {
      store.remove(KEY, OLD);
      store.remove(KEY, OLD);

      assertThat(store.find(KEY)).isEmpty();
    }
  }

  @Nested
  class Renewing {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private Instant now = Instant.EPOCH;
    private final AccessTokenStore store = AccessTokenStore.inMemory(() -> now);

    @Test
    void AT_07_one_lease_is_held_for_each_key() {
      assertThat(store.tryRenew(KEY, LEASE)).isPresent();
      assertThat(store.tryRenew(KEY, LEASE)).isEmpty();
      assertThat(store.tryRenew(new AccessTokenStore.Key(SERVICE, "other"), LEASE)).isPresent();
    }

    @Test
    void AT_07_a_lease_ends_by_its_release_or_its_time() {
      AccessTokenStore.Lease first = store.tryRenew(KEY, LEASE).orElseThrow();
      first.release();
      assertThat(store.tryRenew(KEY, LEASE)).isPresent();

      now = now.plus(LEASE);
      assertThat(store.tryRenew(KEY, LEASE)).isPresent();
      first.release();
      assertThat(store.tryRenew(KEY, LEASE)).isEmpty();
    }

    @Test
    void a_store_without_leases_grants_each() {
      AccessTokenStore without = new WithoutLeases();

      without.tryRenew(KEY, LEASE).orElseThrow().release();
      assertThat(without.tryRenew(KEY, LEASE)).isPresent();
      assertThat(without.tryRenew(KEY, LEASE)).isPresent();
    }

    private static final class WithoutLeases implements AccessTokenStore {
      @Override
      public Optional<AccessToken> find(Key key) {
        return Optional.empty();
      }

      @Override
      public void save(Key key, AccessToken token) {}

      @Override
      public void remove(Key key, AccessToken token) {}
    }
  }

  private static AccessToken token(String value) {
    return new AccessToken(value, Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
  }
}
