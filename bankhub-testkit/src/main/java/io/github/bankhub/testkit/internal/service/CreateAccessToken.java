package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.Map;

/** Creates an access token. Source: page "Token". */
record CreateAccessToken(AccessTokens tokens) implements OperationHandler {

  @Override
  public Form form() {
    return Form.of().otherwise("send no body");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    AccessToken token = tokens.issue();
    return HandlerResult.of(
        () ->
            Json.object(
                "code", 201, "access_token", token.reveal(), "ttl", token.lifetime().toSeconds()));
  }
}
