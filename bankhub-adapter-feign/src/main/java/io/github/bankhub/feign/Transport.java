package io.github.bankhub.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One request out, one whole answer back. */
final class Transport {

  private final Client client;
  private final String userAgent;
  private final int answerLimit;
  private final InstantSource clock;
  private final ExtraHeaders extra;
  private final Observers observers;
  private final List<String> credentials;

  Transport(Client client, FeignBankHub.Builder parts, Observers observers) {
    this.client = client;
    this.userAgent = parts.settings.userAgent();
    this.answerLimit = parts.settings.connections().maxAnswerBytes();
    this.clock = parts.clock;
    this.extra = new ExtraHeaders(parts.headers);
    this.observers = observers;
    ClientCredentials known = parts.settings.credentials();
    this.credentials = List.of(known.clientSecret().reveal(), FeignBankHub.pair(known));
  }

  /** Sends with the given authorization, and nobody else's. */
  Answer send(Request request, Call call, String authorization) {
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
      Answer answer =
          new Answer(
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
  Response success(Request request, Answer answer) {
    if (!answer.isSuccess() || Edge.blocks(answer)) {
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

  private List<String> secrets(Call call) {
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
