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

/** Answers as faults make them, where no connection is needed to show the fault. */
public final class FaultResponses {

  private static final int HUGE = 10 << 20;
  private static final String JSON = "application/json; charset=utf-8";
  private static final String HTML = "text/html; charset=UTF-8";
  private static final Map<String, String> NONE = Map.of();

  private FaultResponses() {}

  /** The answer in place of the true one; of a call that was not performed, that one is ignored. */
  public static HttpResponse of(Fault fault, HttpResponse trueOne, Instant now) {
    String body = new String(trueOne.body(), UTF_8);
    return switch (fault.scenario()) {
      case HUGE_BODY -> created(padded(trueOne.body()));
      case BROKEN_GZIP ->
          new HttpResponse(
              201,
              Map.of("Content-Type", List.of(JSON), "Content-Encoding", List.of("gzip")),
              trueOne.body());
      case GARBAGE_BODY -> created(garbage());
      case BROKEN_JSON -> created(body.substring(0, body.length() / 2));
      case PLAIN_TEXT -> answer(201, "text/plain", "Created", NONE);
      case HTML_PAGE -> answer(200, HTML, FaultTexts.LOGIN_PAGE, NONE);
      case EMPTY_BODY -> created("");
      case JSON_ARRAY -> created("[" + body + "]");
      case JSON_NULL -> created("null");
      case JSON_OF_ANOTHER_CALL -> created("{\"code\":201,\"message\":\"Created\"}");
      case JSON_OF_OTHER_TYPES -> created(body.replaceAll(":\\s*(\"[^\"]*\"|[0-9]+)", ":[{}]"));
      case JSON_IN_WRAPPER -> created("{\"code\":201,\"trace\":[{}],\"data\":" + body + "}");
      case NO_CONTENT_204 -> new HttpResponse(204, Map.of(), new byte[0]);
      case MOVED_301, FOUND_302, REDIRECT_307 ->
          answer(
              status(fault),
              HTML,
              "<p>Moved</p>",
              Map.of("Location", "https://elsewhere.invalid/"));
      case INVALID_400 ->
          answer(
              400,
              JSON,
              "{\"status\":400,\"error\":400,\"messages\":{\"%s\":\"%s\"}}"
                  .formatted(FaultTexts.INVALID_FIELD, FaultTexts.INVALID_MESSAGE),
              NONE);
      case UNAUTHENTICATED_401,
          FORBIDDEN_403,
          WRONG_METHOD_405,
          REQUEST_TIMEOUT_408,
          TOO_LARGE_413,
          RATE_LIMITED_429,
          SERVER_ERROR_500,
          SERVER_ERROR_500_PERFORMED,
          UNAVAILABLE_503 ->
          plain(fault, NONE);
      case NOT_FOUND_404 ->
          answer(
              404,
              JSON,
              "{\"code\":0,\"message\":\"%s\",\"status\":0,\"error\":\"404\"}"
                  .formatted(FaultTexts.message(fault.scenario())),
              NONE);
      case RATE_LIMITED_429_SECONDS, UNAVAILABLE_503_SECONDS ->
          plain(fault, Map.of("Retry-After", String.valueOf(fault.retryAfter().toSeconds())));
      case RATE_LIMITED_429_DATE -> plain(fault, Map.of("Retry-After", date(fault, now)));
      case BAD_GATEWAY_502, GATEWAY_TIMEOUT_504, ORIGIN_TIMEOUT_522 ->
          answer(
              status(fault),
              HTML,
              FaultTexts.GATEWAY_PAGE.formatted(status(fault)),
              Map.of("Server", "cloudflare"));
      case BLOCKED_403, CHALLENGED_503 ->
          answer(
              status(fault),
              HTML,
              FaultTexts.BLOCK_PAGE,
              Map.of("Server", "cloudflare", "CF-RAY", FaultTexts.RAY_ID + "-SIN"));
      default ->
          throw new IllegalArgumentException(fault.scenario() + " needs a connection to be shown");
    };
  }

  private static int status(Fault fault) {
    return fault.scenario().expectedFailure().httpStatus().orElseThrow();
  }

  private static HttpResponse plain(Fault fault, Map<String, String> headers) {
    int status = status(fault);
    String body = "{\"code\":%d,\"message\":\"%s\"}";
    return answer(
        status, JSON, body.formatted(status, FaultTexts.message(fault.scenario())), headers);
  }

  private static HttpResponse created(String body) {
    return answer(201, JSON, body, NONE);
  }

  private static HttpResponse created(byte[] body) {
    return new HttpResponse(201, Map.of("Content-Type", List.of(JSON)), body);
  }

  private static HttpResponse answer(
      int status, String type, String body, Map<String, String> headers) {
    HttpResponse answer =
        new HttpResponse(status, Map.of("Content-Type", List.of(type)), body.getBytes(UTF_8));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static String date(Fault fault, Instant now) {
    return HttpResponseWriter.date(now.plus(fault.retryAfter()));
  }

  /** Good to the end, for who reads so far. */
  private static byte[] padded(byte[] good) {
    byte[] body = Arrays.copyOf(good, HUGE);
    Arrays.fill(body, good.length, HUGE, (byte) ' ');
    return body;
  }

  private static byte[] garbage() {
    return "\u00ff\u00fe\u0000\u0001\u0090\u00c3(".getBytes(StandardCharsets.ISO_8859_1);
  }
}
