package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.LinkTokens;
import java.util.function.Function;

/** Right link tokens, but for their creation. */
class Creates implements LinkTokens {

  private final LinkTokens right;
  private final Function<LinkTokenRequest, LinkToken> create;

  Creates(LinkTokens right, Function<LinkTokenRequest, LinkToken> create) {
    this.right = right;
    this.create = create;
  }

  @Override
  public LinkToken create(LinkTokenRequest request) {
    return create.apply(request);
  }

  @Override
  public LinkTokenDetails get(LinkTokenSecret secret) {
    return right.get(secret);
  }

  @Override
  public void revoke(LinkTokenXid xid) {
    right.revoke(xid);
  }
}
