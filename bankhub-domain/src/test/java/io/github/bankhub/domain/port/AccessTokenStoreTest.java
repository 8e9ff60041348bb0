package io.github.bankhub.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.auth.AccessToken;
import java.net.URI;
import java.time.Instant;
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

  private static AccessToken token(String value) {
    return new AccessToken(value, Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
  }
}
