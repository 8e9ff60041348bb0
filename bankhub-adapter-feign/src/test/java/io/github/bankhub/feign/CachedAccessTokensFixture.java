package io.github.bankhub.feign;

import feign.Feign;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.wire.AccessTokenApi;
import java.net.URI;
import java.time.Duration;

/** The cache of access tokens by itself, over a scripted wire. */
final class CachedAccessTokensFixture {

  final AccessTokenStore.Key key = new AccessTokenStore.Key(URI.create("https://hub"), "BH-SB-1");
  final CachedAccessTokens tokens;

  CachedAccessTokensFixture(ScriptedWire wire, AccessTokenStore store) {
    JsonCodec codec = new JsonCodec();
    AccessTokenApi api =
        Feign.builder()
            .client(wire)
            .encoder(codec)
            .decoder(codec)
            .target(AccessTokenApi.class, "https://hub");
    Calls calls =
        new Calls(
            new Calls.Retries(
                1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(9)));
    tokens =
        new CachedAccessTokens(
            api, calls, store, key, wire.clock(), Duration.ofSeconds(60), Duration.ofSeconds(9));
  }
}
