package io.github.bankhub.feign.internal.http;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.feign.internal.call.CallContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Sends requests with HTTP Basic authentication, as the access token endpoint requires. */
public final class BasicAuthClient implements Client {

  private final RequestSender sender;
  private final transient String authorization;

  public BasicAuthClient(RequestSender sender, ClientCredentials credentials) {
    this.sender = sender;
    this.authorization = "Basic " + encode(credentials);
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    return sender.success(sender.send(request, CallContext.of(options), authorization));
  }

  /** {@return client id and secret, encoded as HTTP Basic requires} */
  static String encode(ClientCredentials credentials) {
    String pair = credentials.clientId() + ":" + credentials.clientSecret().reveal();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
