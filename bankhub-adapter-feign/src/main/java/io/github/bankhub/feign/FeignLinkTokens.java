package io.github.bankhub.feign;

import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.feign.wire.CreateLinkTokenRequest;
import io.github.bankhub.feign.wire.LinkTokenApi;
import java.time.ZoneId;

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
    environment.check(request);
    CreateLinkTokenRequest body = LinkTokenMapping.toWire(request);
    return calls.call(
        Operation.CREATE_LINK_TOKEN,
        LinkTokenMapping.references(request),
        call -> LinkTokenMapping.toDomain(api.createLinkToken(body, call), zone));
  }
}
