package io.github.bankhub.feign;

import feign.Feign;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.wire.AccessTokenApi;
import java.util.List;

/** The cache of access tokens by itself, over a scripted wire. */
final class CachedAccessTokensFixture {

  final AccessTokenStore.Key key;
  final CachedAccessTokens tokens;
  private final Calls calls;

  CachedAccessTokensFixture(ScriptedWire wire, AccessTokenStore store) {
    FeignBankHub.Builder parts = wire.builder().accessTokenStore(store);
    BankHubSettings settings = parts.settings;
    key =
        new AccessTokenStore.Key(
            settings.environment().baseUri(), settings.credentials().clientId());
    Observers observers = new Observers(parts.listener);
    Transport transport = new Transport(wire, parts, observers);
    JsonCodec codec = new JsonCodec();
    AccessTokenApi api =
        Feign.builder()
            .client(
                (request, options) ->
                    transport.success(request, transport.send(request, (Call) options, "Basic x")))
            .encoder(codec)
            .decoder(codec)
            .target(AccessTokenApi.class, "https://hub");
    calls = new Calls(settings, Resilience.of(parts, observers), observers, parts.nanos);
    tokens = new CachedAccessTokens(api, calls, parts);
  }

  AccessToken current() {
    return calls.call(Operation.CREATE_ACCESS_TOKEN, List.of(), tokens::current);
  }
}
