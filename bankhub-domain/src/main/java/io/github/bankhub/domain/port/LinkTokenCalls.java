package io.github.bankhub.domain.port;

import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import java.util.Map;
import java.util.Objects;

/** Link tokens by the calls of a hub. */
record LinkTokenCalls(BankHub hub) implements LinkTokens {

  @Override
  public LinkToken create(LinkTokenRequest request) {
    hub.environment().check(Objects.requireNonNull(request, "request"));
    return hub.call(Operation.CREATE_LINK_TOKEN, request.fields(), LinkToken::of);
  }

  @Override
  public LinkTokenDetails get(LinkTokenSecret secret) {
    String value = Objects.requireNonNull(secret, "secret").reveal();
    return hub.call(Operation.GET_LINK_TOKEN, Map.of("link_token", value), LinkTokenDetails::of);
  }

  @Override
  public void revoke(LinkTokenXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    hub.call(
        Operation.REVOKE_LINK_TOKEN, Map.of("link_token_xid", value), (response, zone) -> true);
  }
}
