package io.github.bankhub.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The offline Bank Hub without a socket. Compares each call without a fault with the spec. */
final class InProcessClient implements Client {

  private final BankHubHttpHandler handler;
  private final BooleanSupplier lastHadFault;

  /** Without faults. */
  InProcessClient(BankHubHttpHandler handler) {
    this(handler, () -> false);
  }

  /** With the faults of a hub, which the spec does not describe. */
  InProcessClient(BankHubHttpHandler handler, InMemoryBankHub service) {
    this(handler, () -> lastHadFault(service.control().journal()));
  }

  private InProcessClient(BankHubHttpHandler handler, BooleanSupplier lastHadFault) {
    this.handler = handler;
    this.lastHadFault = lastHadFault;
  }

  private static boolean lastHadFault(List<JournalEntry> calls) {
    return !calls.isEmpty() && calls.get(calls.size() - 1).fault().isPresent();
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    URI uri = URI.create(request.url());
    byte[] sent = request.body() == null ? new byte[0] : request.body();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request.headers().forEach((name, values) -> headers.put(name, List.copyOf(values)));

    HttpResponse response =
        handler.handle(new HttpRequest(request.httpMethod().name(), uri, headers, sent));

    if (!lastHadFault.getAsBoolean()) {
      assertValid(request.httpMethod().name(), uri, headers, sent, response);
    }
    Map<String, Collection<String>> received = new LinkedHashMap<>(response.headers());
    return Response.builder()
        .request(request)
        .status(response.status())
        .headers(received)
        .body(response.body())
        .build();
  }

  private void assertValid(
      String method,
      URI uri,
      Map<String, List<String>> headers,
      byte[] sent,
      HttpResponse response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    Spec.assertValidResponse(method, uri.getRawPath(), response.status(), text);
    if (response.status() / 100 == 2) {
      Spec.assertValidRequest(
          method,
          uri,
          headers.get("Authorization").get(0),
          headers.getOrDefault("Content-Type", List.of("application/json")).get(0),
          new String(sent, StandardCharsets.UTF_8));
    }
  }
}
