package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.internal.api.GeneratedCalls;
import io.github.bankhub.feign.internal.auth.CachedAccessTokens;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallEvents;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.call.Registries;
import io.github.bankhub.feign.internal.call.Resilience;
import io.github.bankhub.feign.internal.http.RequestSender;
import io.github.bankhub.feign.internal.port.FeignOperations;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.net.URI;
import java.util.List;

/** The cache of access tokens alone, over a scripted client. */
final class CachedAccessTokensFixture {

  final AccessTokenStore.Key key;
  final CachedAccessTokens tokens;
  private final CallExecutor calls;

  CachedAccessTokensFixture(ScriptedClient client, AccessTokenStore store) {
    FeignBankHub.Builder parts = client.builder();
    BankHubSettings settings = parts.settings;
    key =
        new AccessTokenStore.Key(
            settings.environment().baseUri(), settings.credentials().clientId());
    CallEvents events = new CallEvents(parts.listener, parts.clock);
    RequestSender sender = new RequestSender(client, settings, parts.clock, parts.headers, events);
    GeneratedCalls generated =
        FeignOperations.generated(
            (request, options) ->
                sender.success(sender.send(request, CallContext.of(options), "Basic x")),
            URI.create("https://hub"));
    calls =
        new CallExecutor(
            settings,
            Resilience.of(
                settings,
                new Registries(parts.retries, parts.circuits, parts.bulkheads, parts.rates),
                parts.clock,
                events),
            events,
            parts.nanos);
    tokens = new CachedAccessTokens(generated, calls, settings, store, parts.clock, parts.nanos);
  }

  AccessToken current() {
    return calls.call(Operation.CREATE_ACCESS_TOKEN, List.of(), CallOptions.NONE, tokens::current);
  }
}
