package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.AccessToken;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates an access token. Source: page "Token". */
record CreateAccessToken(AccessTokens tokens) implements OperationHandler {

  private static final Form FORM = Form.of(FieldHints.always("send no body"));

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    AccessToken token = tokens.issue();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("code", 201);
    body.put("access_token", token.reveal());
    body.put("ttl", token.lifetime().toSeconds());
    return body;
  }
}
