package io.github.bankhub.feign.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Encryption that gives another result each time, as with a random initialization vector. */
class EncryptedStoresTest extends SharedStoresContracts {

  private final MapStore map = new MapStore(clock);
  private final AtomicInteger vector = new AtomicInteger();

  @Override
  KeyValueStore engine() {
    return map.encrypted(
        text -> vector.incrementAndGet() + ":" + new StringBuilder(text).reverse(),
        text -> new StringBuilder(text.substring(text.indexOf(':') + 1)).reverse().toString());
  }

  @Test
  void shows_neither_secrets_nor_references() {
    LinkToken token =
        new LinkToken(
            new LinkTokenXid("lt-1"),
            new LinkTokenSecret("s3cret"),
            HostedLink.of("https://bankhub.sepay.vn/link?k=hidden"),
            LinkTokenExpiry.at(clock.instant().plusSeconds(60), ZoneOffset.UTC));
    SharedStores.over(engine(), clock).linkTokenReferences().save(token, "user-7");

    assertThat(map.entries().toString())
        .contains("reference:lt-1", "open:sha256:")
        .doesNotContain("s3cret", "hidden", "user-7");
  }
}
