package io.github.bankhub.testkit;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.internal.lifecycle.PageFields;
import io.github.bankhub.testkit.page.PageView;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A page of a server, by its control path. */
final class HttpPageDriver implements HostedPage.Driver {

  private static final Duration MAX_LENGTH = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(MAX_LENGTH)
          .build();

  private static final String PAGES = "/_testkit/pages/$1";

  private final URI control;

  HttpPageDriver(HostedLink link) {
    // Before it, the link may have the path of a named hub.
    this.control =
        link.uri().resolve(link.uri().getRawPath().replaceFirst("/link/([^/]+)$", PAGES));
  }

  @Override
  public PageView view() {
    return PageFields.read(send(HttpRequest.newBuilder(control).GET()));
  }

  @Override
  public void act(PageAction action, Map<String, String> inputs) {
    Map<String, String> fields = new HashMap<>(inputs);
    fields.put("action", action.name());
    send(
        HttpRequest.newBuilder(control)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.write(fields))));
  }

  private static Map<String, Object> send(HttpRequest.Builder prepared) {
    HttpRequest request = prepared.timeout(MAX_LENGTH).build();
    try {
      HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
      Map<String, Object> fields = Json.read(response.body());
      if (fields == null) {
        throw new IOException("the response is not a JSON object");
      }
      if (response.statusCode() == 200) {
        return fields;
      }
      String hint = String.valueOf(fields.get("hint"));
      throw response.statusCode() == 409
          ? new IllegalStateException(hint)
          : new IllegalArgumentException(hint);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted in the hosted page"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no offline Bank Hub responds at " + request.uri().getAuthority(), e);
    }
  }
}
