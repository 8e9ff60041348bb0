package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.HttpResponseWriter;
import io.github.bankhub.testkit.internal.service.FaultTexts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The responses of fault scenarios that need no connection. */
final class FaultResponses {

  private static final int HUGE_BYTES = 10 << 20;
  private static final String JSON = "application/json; charset=utf-8";
  private static final String HTML = "text/html; charset=UTF-8";
  private static final Map<String, String> NO_HEADERS = Map.of();

  private FaultResponses() {}

  /**
   * {@return the response that replaces the true one}
   *
   * @param original the true response; ignored if the call was not performed
   * @throws IllegalArgumentException if the scenario needs a connection
   */
  static HttpResponse of(Fault fault, HttpResponse original, Instant now) {
    String body = new String(original.body(), UTF_8);
    return switch (fault.scenario()) {
      case HUGE_BODY -> created(padded(original.body()));
      case BROKEN_GZIP ->
          new HttpResponse(
              201,
              Map.of("Content-Type", List.of(JSON), "Content-Encoding", List.of("gzip")),
              original.body());
      case GARBAGE_BODY -> created(garbage());
      case BROKEN_JSON -> created(body.substring(0, body.length() / 2));
      case PLAIN_TEXT -> response(201, "text/plain", "Created", NO_HEADERS);
      case HTML_PAGE -> response(200, HTML, FaultTexts.LOGIN_PAGE, NO_HEADERS);
      case EMPTY_BODY -> created("");
      case JSON_ARRAY -> created("[" + body + "]");
      case JSON_NULL -> created("null");
      case JSON_OF_ANOTHER_CALL -> created("{\"code\":201,\"message\":\"Created\"}");
      case JSON_OF_OTHER_TYPES -> created(body.replaceAll(":\\s*(\"[^\"]*\"|[0-9]+)", ":[{}]"));
      case JSON_IN_WRAPPER -> created("{\"code\":201,\"trace\":[{}],\"data\":" + body + "}");
      case NO_CONTENT_204 -> new HttpResponse(204, Map.of(), new byte[0]);
      case MOVED_301, FOUND_302, REDIRECT_307 ->
          response(
              status(fault),
              HTML,
              "<p>Moved</p>",
              Map.of("Location", "https://elsewhere.invalid/"));
      case INVALID_400 ->
          response(
              400,
              JSON,
              "{\"status\":400,\"error\":400,\"messages\":{\"%s\":\"%s\"}}"
                  .formatted(FaultTexts.INVALID_FIELD, FaultTexts.INVALID_MESSAGE),
              NO_HEADERS);
      case UNAUTHENTICATED_401,
          FORBIDDEN_403,
          WRONG_METHOD_405,
          REQUEST_TIMEOUT_408,
          TOO_LARGE_413,
          RATE_LIMITED_429,
          SERVER_ERROR_500,
          SERVER_ERROR_500_PERFORMED,
          UNAVAILABLE_503 ->
          plain(fault, NO_HEADERS);
      case NOT_FOUND_404 ->
          response(
              404,
              JSON,
              "{\"code\":0,\"message\":\"%s\",\"status\":0,\"error\":\"404\"}"
                  .formatted(FaultTexts.message(fault.scenario())),
              NO_HEADERS);
      case RATE_LIMITED_429_SECONDS, UNAVAILABLE_503_SECONDS ->
          plain(fault, Map.of("Retry-After", String.valueOf(fault.retryAfter().toSeconds())));
      case RATE_LIMITED_429_DATE -> plain(fault, Map.of("Retry-After", date(fault, now)));
      case BAD_GATEWAY_502, GATEWAY_TIMEOUT_504, ORIGIN_TIMEOUT_522 ->
          response(
              status(fault),
              HTML,
              FaultTexts.GATEWAY_PAGE.formatted(status(fault)),
              Map.of("Server", "cloudflare"));
      case BLOCKED_403, CHALLENGED_503 ->
          response(
              status(fault),
              HTML,
              FaultTexts.BLOCK_PAGE,
              Map.of("Server", "cloudflare", "CF-RAY", FaultTexts.RAY_ID + "-SIN"));
      default -> throw new IllegalArgumentException(fault.scenario() + " needs a connection");
    };
  }

  private static int status(Fault fault) {
    return fault.scenario().expectedFailure().httpStatus().orElseThrow();
  }

  private static HttpResponse plain(Fault fault, Map<String, String> headers) {
    int status = status(fault);
    String body = "{\"code\":%d,\"message\":\"%s\"}";
    return response(
        status, JSON, body.formatted(status, FaultTexts.message(fault.scenario())), headers);
  }

  private static HttpResponse created(String body) {
    return response(201, JSON, body, NO_HEADERS);
  }

  private static HttpResponse created(byte[] body) {
    return new HttpResponse(201, Map.of("Content-Type", List.of(JSON)), body);
  }

  private static HttpResponse response(
      int status, String type, String body, Map<String, String> headers) {
    HttpResponse response =
        new HttpResponse(status, Map.of("Content-Type", List.of(type)), body.getBytes(UTF_8));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private static String date(Fault fault, Instant now) {
    return HttpResponseWriter.date(now.plus(fault.retryAfter()));
  }

  /** Valid JSON, padded with spaces. */
  private static byte[] padded(byte[] json) {
    byte[] body = Arrays.copyOf(json, HUGE_BYTES);
    Arrays.fill(body, json.length, HUGE_BYTES, (byte) ' ');
    return body;
  }

  private static byte[] garbage() {
    return "\u00ff\u00fe\u0000\u0001\u0090\u00c3(".getBytes(StandardCharsets.ISO_8859_1);
  }
}
