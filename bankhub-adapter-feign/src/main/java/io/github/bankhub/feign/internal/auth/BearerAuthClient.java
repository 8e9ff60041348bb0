package io.github.bankhub.feign.internal.auth;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.internal.http.BasicAuthClient;
import io.github.bankhub.feign.internal.http.RequestSender;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import java.io.IOException;

/**
 * Sends requests with a bearer token. After a 401 it renews the token once. It then retries the
 * request, unless a gateway may have sent the 401 after the request was performed.
 */
public final class BearerAuthClient implements Client {

  private final RequestSender sender;
  private final BasicAuthClient basic;
  private final CachedAccessTokens tokens;

  /**
   * Creates it.
   *
   * @param basic knows the secrets of the client
   */
  public BearerAuthClient(RequestSender sender, BasicAuthClient basic, CachedAccessTokens tokens) {
    this.sender = sender;
    this.basic = basic;
    this.tokens = tokens;
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    CallContext call = CallContext.of(options);
    AccessToken token = tokens.forRequest(call);
    BufferedResponse response = send(request, call, token);
    if (response.status() == 401 && call.tryRenewToken()) {
      AttemptException rejection = Failures.rejected(response);
      tokens.reject(token);
      if (!rejection.allowsRetryWithNewToken(call)) {
        throw rejection;
      }
      call.retriedAfter(rejection);
      response = send(request, call, tokens.forRequest(call));
    }
    return sender.success(response);
  }

  private BufferedResponse send(Request request, CallContext call, AccessToken token)
      throws IOException {
    basic.addSecrets(call);
    call.addSecret(token.reveal());
    return sender.send(request, call, "Bearer " + token.reveal());
  }
}
