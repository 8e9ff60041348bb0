package io.github.bankhub.feign.internal.port;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.wire.GetLinkTokenRequest;
import io.github.bankhub.feign.wire.LinkTokenApi;
import io.github.bankhub.feign.wire.RevokeLinkTokenRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

public final class FeignLinkTokens implements LinkTokens {

  private final LinkTokenApi api;
  private final CallExecutor calls;
  private final BankHubEnvironment environment;
  private final ZoneId zone;

  public FeignLinkTokens(
      LinkTokenApi api, CallExecutor calls, BankHubEnvironment environment, ZoneId zone) {
    this.api = api;
    this.calls = calls;
    this.environment = environment;
    this.zone = zone;
  }

  @Override
  public LinkToken create(LinkTokenRequest request) {
    environment.check(Objects.requireNonNull(request, "request"));
    Map<String, Object> body = request.fields();
    return calls.call(
        Operation.CREATE_LINK_TOKEN,
        request.references(),
        call -> LinkToken.of(Json.fields(api.createLinkToken(body, call)), zone));
  }

  @Override
  public LinkTokenDetails get(LinkTokenSecret secret) {
    Objects.requireNonNull(secret, "secret");
    GetLinkTokenRequest body = new GetLinkTokenRequest(secret.reveal());
    return calls.call(
        Operation.GET_LINK_TOKEN,
        Reference.of(Operation.GET_LINK_TOKEN, Map.of("link_token", secret.reveal())),
        call -> {
          call.sends(secret.reveal());
          return LinkTokenDetails.of(Json.fields(api.getLinkToken(body, call)), zone);
        });
  }

  @Override
  public void revoke(LinkTokenXid xid) {
    Objects.requireNonNull(xid, "xid");
    RevokeLinkTokenRequest body = new RevokeLinkTokenRequest(xid.value());
    calls.call(
        Operation.REVOKE_LINK_TOKEN,
        List.of(new Reference("link_token_xid", xid.value())),
        call -> {
          revoke(body, call);
          return true;
        });
  }

  /** SePay does not find what is revoked already: perhaps by an attempt of which nobody heard. */
  private void revoke(RevokeLinkTokenRequest body, CallContext call) {
    try {
      api.revokeLinkToken(body, call);
    } catch (AttemptException e) {
      if (!e.isNotFoundResponse() || !call.mayBePerformed()) {
        throw e;
      }
    }
  }
}
