package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Link tokens, called the way a real client calls them. */
final class InMemoryLinkTokens implements LinkTokens {

  private static final URI SANDBOX_PAGES = URI.create("https://bankhub-sandbox.sepay.vn");
  private static final URI PRODUCTION_PAGES = URI.create("https://bankhub.sepay.vn");

  private final RetryingCaller caller;
  private final BankHubEnvironment rules;
  private final URI pages;

  InMemoryLinkTokens(BankHubService engine, RetryingCaller caller, BankHubEnvironment rules) {
    this.caller = caller;
    this.rules = rules;
    this.pages =
        engine.environment().redirectSchemes().contains("http") ? SANDBOX_PAGES : PRODUCTION_PAGES;
  }

  @Override
  public LinkToken create(LinkTokenRequest request) {
    rules.check(Objects.requireNonNull(request, "request"));
    Map<String, Object> fields = request.fields();
    return caller.call(
        Operation.CREATE_LINK_TOKEN,
        request.references(),
        state -> state.createLinkToken(fields, pages));
  }

  @Override
  public LinkTokenDetails get(LinkTokenSecret secret) {
    Objects.requireNonNull(secret, "secret");
    return LinkTokenDetails.of(
        caller.call(
            Operation.GET_LINK_TOKEN,
            Reference.of(Operation.GET_LINK_TOKEN, Map.of("link_token", secret.reveal())),
            state -> state.linkToken(Map.of("link_token", secret.reveal()))),
        ApiObject.VIETNAM);
  }

  @Override
  public void revoke(LinkTokenXid xid) {
    Objects.requireNonNull(xid, "xid");
    caller.end(
        Operation.REVOKE_LINK_TOKEN,
        List.of(new Reference("link_token_xid", xid.value())),
        state -> state.revokeLinkToken(Map.of("link_token_xid", xid.value())));
  }
}
