package io.github.bankhub.feign.internal.http;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallEvents;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.internal.response.FirewallPage;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sends requests with the headers of this library, and reports each attempt. Thread-safe. */
public final class RequestSender {

  private final Client client;
  private final String userAgent;
  private final int maxResponseBytes;
  private final InstantSource clock;
  private final CustomHeaders customHeaders;
  private final CallEvents events;

  public RequestSender(
      Client client,
      BankHubSettings settings,
      InstantSource clock,
      Supplier<Map<String, String>> headers,
      CallEvents events) {
    this.client = client;
    this.userAgent = settings.userAgent();
    this.maxResponseBytes = settings.connections().maxResponseBytes();
    this.clock = clock;
    this.customHeaders = new CustomHeaders(headers);
    this.events = events;
  }

  /**
   * Sends a request with exactly this authorization, whose secret the call knows. A failed attempt
   * is no IOException.
   */
  public BufferedResponse send(Request request, CallContext call, String authorization)
      throws IOException {
    Request complete = complete(request, call, authorization);
    call.startAttempt();
    long start = System.nanoTime();
    try {
      BufferedResponse response =
          BufferedResponse.of(
              client.execute(complete, call), clock.instant(), call.secrets(), maxResponseBytes);
      call.received(response);
      return response;
    } finally {
      events.attempted(call, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Request complete(Request request, CallContext call, String authorization) {
    Map<String, Collection<String>> headers = new LinkedHashMap<>(request.headers());
    headers.putAll(customHeaders.next(call.options()));
    headers.put("Accept-Encoding", List.of("gzip"));
    headers.put("Authorization", List.of(authorization));
    headers.put("User-Agent", List.of(userAgent));
    return Request.create(
        request.httpMethod(),
        request.url(),
        headers,
        request.body(),
        request.charset(),
        request.requestTemplate());
  }

  /** {@return the response for Feign, if it is a success} */
  public Response success(BufferedResponse response) {
    if (!response.isSuccess() || FirewallPage.in(response).isPresent()) {
      throw Failures.rejected(response);
    }
    String problem = response.bodyProblem();
    if (problem != null) {
      throw Failures.malformed(response, problem);
    }
    return response.unredacted();
  }
}
