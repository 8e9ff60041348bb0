package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.LinkLifecycle;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokens;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Revokes a link token. Source: page "Revoke a link token". */
record RevokeLinkToken(LinkTokens linkTokens, LinkLifecycle lifecycle) implements OperationHandler {

  private static final String XID = "link_token_xid";

  @Override
  public Form form() {
    return Form.of(FormField.id(XID)).otherwise("use " + XID + ", and no other field");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    String xid = String.valueOf(fields.get(XID));
    Link link = linkTokens.find(new LinkTokenXid(xid)).orElseThrow(() -> missing(xid));
    if (!lifecycle.isPossible(link, PageAction.REVOKE)) {
      // SePay documents 404 for a revoked token; for a closed one, it is assumed.
      throw ErrorResponse.missing(
          new Reference(XID, xid),
          GetLinkToken.NOT_FOUND,
          "it is there, but " + link.status().toLowerCase(Locale.ROOT) + " already");
    }
    lifecycle.revoke(link);
    return HandlerResult.of(() -> Json.object("message", "Liên kết đã được thu hồi thành công"));
  }

  private ErrorResponse missing(String xid) {
    // The text may be a secret, which must not be printed.
    boolean isSecret = linkTokens.findBySecret(xid).isPresent();
    return ErrorResponse.missing(
        new Reference(XID, isSecret ? "***" : xid),
        GetLinkToken.NOT_FOUND,
        isSecret ? "this is the link_token; use the xid of the same response" : null);
  }
}
