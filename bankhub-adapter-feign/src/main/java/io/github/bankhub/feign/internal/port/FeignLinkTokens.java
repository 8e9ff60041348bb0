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
import io.github.bankhub.feign.wire.LinkTokenApi;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/** Link tokens over HTTP. Each method maps the request, calls, and maps the response. */
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
    Map<String, String> body =
        Map.of("link_token", Objects.requireNonNull(secret, "secret").reveal());
    return calls.call(
        Operation.GET_LINK_TOKEN,
        Reference.of(Operation.GET_LINK_TOKEN, body),
        call -> {
          call.addSecret(secret.reveal());
          return LinkTokenDetails.of(Json.fields(api.getLinkToken(body, call)), zone);
        });
  }

  @Override
  public void revoke(LinkTokenXid xid) {
    Map<String, String> body = Map.of("link_token_xid", Objects.requireNonNull(xid, "xid").value());
    calls.call(
        Operation.REVOKE_LINK_TOKEN,
        Reference.of(Operation.REVOKE_LINK_TOKEN, body),
        call -> {
          revoke(body, call);
          return true;
        });
  }

  /**
   * The body of a success is not read: any 2xx revokes. A 404 is a success after an attempt whose
   * response was lost, because that attempt may have revoked the token.
   */
  private void revoke(Map<String, String> body, CallContext call) {
    try {
      api.revokeLinkToken(body, call);
    } catch (AttemptException e) {
      if (!e.isNotFound() || !call.mayBePerformed()) {
        throw e;
      }
    }
  }
}
