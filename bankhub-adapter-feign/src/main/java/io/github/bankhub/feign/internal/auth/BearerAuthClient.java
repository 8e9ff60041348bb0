package io.github.bankhub.feign.internal.auth;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.internal.http.RequestSender;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import java.io.IOException;

/**
 * Sends requests with a bearer token. A 401 renews the token once and retries: the rejected request
 * was not performed.
 */
public final class BearerAuthClient implements Client {

  private final RequestSender sender;
  private final CachedAccessTokens tokens;

  public BearerAuthClient(RequestSender sender, CachedAccessTokens tokens) {
    this.sender = sender;
    this.tokens = tokens;
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    CallContext call = CallContext.of(options);
    AccessToken token = tokens.forRequest(call);
    BufferedResponse response = send(request, call, token);
    if (response.status() == 401 && call.tryRenewToken()) {
      call.retriedAfter(Failures.rejected(response));
      tokens.reject(token);
      response = send(request, call, tokens.forRequest(call));
    }
    return sender.success(response);
  }

  private BufferedResponse send(Request request, CallContext call, AccessToken token)
      throws IOException {
    return sender.send(request, call, "Bearer " + token.reveal());
  }
}
