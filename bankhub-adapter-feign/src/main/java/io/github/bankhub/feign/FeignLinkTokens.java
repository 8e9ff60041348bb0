package io.github.bankhub.feign;

import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.feign.wire.CreateLinkTokenRequest;
import io.github.bankhub.feign.wire.GetLinkTokenRequest;
import io.github.bankhub.feign.wire.LinkTokenApi;
import io.github.bankhub.feign.wire.RevokeLinkTokenRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

final class FeignLinkTokens implements LinkTokens {

  private final LinkTokenApi api;
  private final Calls calls;
  private final Environment environment;
  private final ZoneId zone;

  FeignLinkTokens(LinkTokenApi api, Calls calls, Environment environment, ZoneId zone) {
    this.api = api;
    this.calls = calls;
    this.environment = environment;
    this.zone = zone;
  }

  @Override
  public LinkToken create(LinkTokenRequest request) {
    environment.check(Objects.requireNonNull(request, "request"));
    CreateLinkTokenRequest body = LinkTokenMapping.toWire(request);
    return calls.call(
        Operation.CREATE_LINK_TOKEN,
        LinkTokenMapping.references(request),
        call -> LinkTokenMapping.toDomain(api.createLinkToken(body, call), zone));
  }

  @Override
  public LinkTokenDetails get(LinkTokenSecret secret) {
    Objects.requireNonNull(secret, "secret");
    GetLinkTokenRequest body = new GetLinkTokenRequest(secret.reveal());
    return calls.call(
        Operation.GET_LINK_TOKEN,
        List.of(new Reference("link_token", secret.toString())),
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
  private void revoke(RevokeLinkTokenRequest body, Call call) {
    try {
      api.revokeLinkToken(body, call);
    } catch (AttemptFailed e) {
      if (!e.saysNotFound() || !call.mayBePerformed()) {
        throw e;
      }
    }
  }
}
