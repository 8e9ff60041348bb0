package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokens;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gets the details of a link token. Source: page "Get a link token". */
record GetLinkToken(LinkTokens linkTokens) implements OperationHandler {

  static final String NOT_FOUND = "Không tìm thấy liên kết";

  private static final String SECRET = "link_token";
  private static final Form FORM =
      Form.of(FieldHints.always("use " + SECRET + ", and no other field"), FormField.id(SECRET));

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    String secret = String.valueOf(fields.get(SECRET));
    return linkTokens
        .find(new LinkTokenSecret(secret))
        .map(LinkTokenBodies::details)
        .orElseThrow(() -> missing(secret));
  }

  private ErrorResponse missing(String secret) {
    boolean isXid = linkTokens.find(new LinkTokenXid(secret)).isPresent();
    return ErrorResponse.missing(
        new Reference(SECRET, "***"),
        NOT_FOUND,
        isXid ? "this is the xid; use the link_token of the same response" : null);
  }
}
