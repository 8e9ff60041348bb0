package io.github.bankhub.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request out, one whole answer back, bounded in size. */
final class Transport {

  private static final int ANSWER_LIMIT = 1 << 20;

  private final Client client;
  private final String userAgent;
  private final InstantSource clock;

  Transport(Client client, String userAgent, InstantSource clock) {
    this.client = client;
    this.userAgent = userAgent;
    this.clock = clock;
  }

  /** Sends with the given authorization, and nobody else's. */
  Answer send(Request request, Request.Options options, String authorization, Secret secret) {
    Map<String, Collection<String>> headers = new LinkedHashMap<>(request.headers());
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
    try (Response response = client.execute(complete, options)) {
      return new Answer(
          response.status(),
          response.headers(),
          body(response),
          clock.instant(),
          List.of(secret.reveal(), authorization.substring(authorization.indexOf(' ') + 1)));
    } catch (IOException e) {
      throw Failures.withoutAnswer(e, origin(request));
    } catch (IllegalStateException e) {
      // All that HttpClient says of a connection pool that was shut down.
      throw Failures.closed();
    }
  }

  /** The answer in Feign's form if it tells of success. */
  static Response success(Request request, Answer answer) {
    if (!answer.isSuccess() || Edge.blocks(answer)) {
      throw Failures.refused(answer);
    }
    return Response.builder()
        .request(request)
        .status(answer.status())
        .headers(answer.headers())
        .body(answer.body())
        .build();
  }

  private static String origin(Request request) {
    URI uri = URI.create(request.url());
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private static byte[] body(Response response) throws IOException {
    if (response.body() == null) {
      return new byte[0];
    }
    try (InputStream stream = response.body().asInputStream()) {
      byte[] bytes = stream.readNBytes(ANSWER_LIMIT + 1);
      if (bytes.length > ANSWER_LIMIT && response.status() / 100 == 2) {
        throw Failures.unreadable(response.status(), "the body is larger than 1 MiB");
      }
      return bytes;
    }
  }
}
