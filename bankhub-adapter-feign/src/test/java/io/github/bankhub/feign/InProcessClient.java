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
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The offline Bank Hub without a socket; everything that passes is held against the spec. */
final class InProcessClient implements Client {

  /** What any operation may answer, as the description says once for all; here by a fault alone. */
  private static final Set<Integer> ANYWHERE = Set.of(405, 429, 500, 503);

  private final BankHubHttpHandler wire;
  private final boolean heldAgainstSpec;
  private final BooleanSupplier struck;

  /** Without faults. */
  InProcessClient(BankHubHttpHandler wire) {
    this(wire, true, () -> false);
  }

  /** With the faults of a hub. */
  InProcessClient(BankHubHttpHandler wire, InMemoryBankHub service) {
    this(wire, true, () -> isLastStruck(service.control().journal()));
  }

  private InProcessClient(
      BankHubHttpHandler wire, boolean heldAgainstSpec, BooleanSupplier struck) {
    this.wire = wire;
    this.heldAgainstSpec = heldAgainstSpec;
    this.struck = struck;
  }

  /** For what the spec does not describe. */
  static InProcessClient withoutSpec(BankHubHttpHandler wire) {
    return new InProcessClient(wire, false, () -> false);
  }

  private static boolean isLastStruck(List<JournalEntry> calls) {
    return !calls.isEmpty() && calls.get(calls.size() - 1).fault().isPresent();
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    URI uri = URI.create(request.url());
    byte[] sent = request.body() == null ? new byte[0] : request.body();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request.headers().forEach((name, values) -> headers.put(name, List.copyOf(values)));

    HttpResponse answer =
        wire.handle(new HttpRequest(request.httpMethod().name(), uri, headers, sent));

    if (heldAgainstSpec) {
      assertValid(request.httpMethod().name(), uri, headers, sent, answer);
    }
    Map<String, Collection<String>> received = new LinkedHashMap<>(answer.headers());
    return Response.builder()
        .request(request)
        .status(answer.status())
        .headers(received)
        .body(answer.body())
        .build();
  }

  private void assertValid(
      String method, URI uri, Map<String, List<String>> headers, byte[] sent, HttpResponse answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (ANYWHERE.contains(answer.status()) && struck.getAsBoolean()) {
      return;
    }
    Spec.assertValidResponse(method, uri.getRawPath(), answer.status(), text);
    if (answer.status() / 100 == 2) {
      Spec.assertValidRequest(
          method,
          uri,
          headers.get("Authorization").get(0),
          new String(sent, StandardCharsets.UTF_8));
    }
  }
}
