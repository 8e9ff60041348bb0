package io.github.bankhub.feign.internal.http;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallEvents;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.internal.call.FirewallPage;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One request out, one whole answer back. */
public final class RequestSender {

  private final Client client;
  private final String userAgent;
  private final int answerLimit;
  private final InstantSource clock;
  private final CustomHeaders extra;
  private final CallEvents observers;
  private final List<String> credentials;

  public RequestSender(
      Client client,
      BankHubSettings settings,
      InstantSource clock,
      Supplier<Map<String, String>> headers,
      CallEvents observers) {
    this.client = client;
    this.userAgent = settings.userAgent();
    this.answerLimit = settings.connections().maxResponseBytes();
    this.clock = clock;
    this.extra = new CustomHeaders(headers);
    this.observers = observers;
    ClientCredentials known = settings.credentials();
    this.credentials = List.of(known.clientSecret().reveal(), BasicAuthClient.pair(known));
  }

  /** Sends with the given authorization, and nobody else's. */
  public BufferedResponse send(Request request, CallContext call, String authorization) {
    call.sends(authorization.substring(authorization.indexOf(' ') + 1));
    Map<String, Collection<String>> headers = new LinkedHashMap<>(request.headers());
    headers.putAll(extra.ofThisCall());
    headers.put("Authorization", List.of(authorization));
    headers.put("User-Agent", List.of(userAgent));
    Request complete =
        Request.create(
            request.httpMethod(),
            request.url(),
            headers,
            request.body(),
            request.charset(),
            request.requestTemplate());
    call.attempt();
    long start = System.nanoTime();
    try (Response response = client.execute(complete, call)) {
      BufferedResponse answer =
          new BufferedResponse(
              response.status(),
              response.headers(),
              body(response),
              clock.instant(),
              secrets(call));
      call.answered(answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("a body in memory cannot fail to be read", e);
    } finally {
      observers.attempted(call, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** The answer in Feign's form if it tells of success. */
  public Response success(Request request, BufferedResponse answer) {
    if (!answer.isSuccess() || FirewallPage.blocks(answer)) {
      throw Failures.refused(answer);
    }
    if (answer.body().length > answerLimit) {
      throw Failures.unreadable(answer, "the body is larger than " + answerLimit + " bytes");
    }
    return Response.builder()
        .request(request)
        .status(answer.status())
        .headers(answer.headers())
        .body(answer.body())
        .build();
  }

  private List<String> secrets(CallContext call) {
    return Stream.concat(credentials.stream(), call.secrets().stream()).toList();
  }

  private static byte[] body(Response response) throws IOException {
    if (response.body() == null) {
      return new byte[0];
    }
    try (InputStream stream = response.body().asInputStream()) {
      return stream.readAllBytes();
    }
  }
}
