package io.github.bankhub.feign.internal.http;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Sends requests with HTTP Basic authentication, as the access token endpoint requires. It reads
 * the credentials for each request, so that a new secret needs no restart. Thread-safe.
 */
public final class BasicAuthClient implements Client {

  private final RequestSender sender;
  private final Supplier<ClientCredentials> source;
  private volatile Known latest;

  /**
   * Creates it.
   *
   * @param first the credentials so far
   * @param source the current credentials, with the same client id
   */
  public BasicAuthClient(
      RequestSender sender, ClientCredentials first, Supplier<ClientCredentials> source) {
    this.sender = sender;
    this.source = source;
    this.latest = Known.of(first);
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    CallContext call = CallContext.of(options);
    ClientCredentials current = source.get();
    if (!current.clientId().equals(latest.credentials().clientId())) {
      // The token of another client must not get into the cache of this one.
      throw Failures.notSent(Reason.INTERNAL, "the supplier of credentials changed the client id");
    }
    Known known = Known.of(current);
    latest = known;
    addSecrets(call);
    return sender.success(sender.send(request, call, "Basic " + known.encoded()));
  }

  /** Adds the secrets of the client, which a response may repeat. */
  public void addSecrets(CallContext call) {
    Known known = latest;
    call.addSecret(known.credentials().clientSecret().reveal());
    call.addSecret(known.encoded());
  }

  /**
   * Credentials.
   *
   * @param encoded client id and secret, encoded as HTTP Basic requires
   */
  private record Known(ClientCredentials credentials, String encoded) {

    static Known of(ClientCredentials credentials) {
      String pair = credentials.clientId() + ":" + credentials.clientSecret().reveal();
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return new Known(credentials, Base64.getEncoder().encodeToString(bytes));
    }
  }
}
