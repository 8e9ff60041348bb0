package io.github.bankhub.testkit.contract;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The endpoint under test, as SePay calls it: over HTTP/1.1, without redirects. Thread-safe. */
record MerchantEndpoint(URI url, Duration responseLimit) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern SUCCESS = Pattern.compile("\"success\"\\s*:\\s*true\\b");
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  Reply send(Map<String, List<String>> headers, byte[] body) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    CompletableFuture<HttpResponse<byte[]>> response =
        HTTP.sendAsync(
            request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    try {
      return Reply.of(response.get(responseLimit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Reply.none("no response within " + seconds(responseLimit));
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      if (cause instanceof ConnectException) {
        return Reply.none(
            "no connection to %s: is your application running?".formatted(url.getRawAuthority()));
      }
      return Reply.none("no response (" + cause.getClass().getSimpleName() + ")");
    } finally {
      response.cancel(true);
    }
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  /** The response of the endpoint. The status is 0 if there was none. */
  record Reply(int status, String contentType, String body, String outcome) {

    static Reply of(HttpResponse<byte[]> response) {
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          new String(response.body(), StandardCharsets.UTF_8),
          "status " + response.statusCode());
    }

    static Reply none(String why) {
      return new Reply(0, "", "", why);
    }

    boolean isResponse() {
      return status > 0;
    }

    boolean is2xx() {
      return status >= 200 && status < 300;
    }

    boolean is200or201() {
      return status == 200 || status == 201;
    }

    boolean isRejection() {
      return status == 401 || status == 403;
    }

    boolean isServerError() {
      return status >= 500;
    }

    /** {@return what a report of success in JSON lacks; empty if nothing} */
    String problemOfSuccess() {
      List<String> problems = new ArrayList<>();
      String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (!type.equals("application/json")) {
        problems.add("Content-Type \"" + contentType + "\"");
      }
      if (!SUCCESS.matcher(body).find()) {
        problems.add("a body of " + body.length() + " characters without \"success\": true");
      }
      return String.join(" and ", problems);
    }

    /** Returns the status, or why there is none. */
    @Override
    public String toString() {
      return outcome;
    }
  }
}
