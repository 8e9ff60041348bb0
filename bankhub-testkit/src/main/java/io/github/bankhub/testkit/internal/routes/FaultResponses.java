package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.HttpResponseWriter;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.FaultTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The responses of fault scenarios that need no connection. */
final class FaultResponses {

  private static final int HUGE_BYTES = 10 << 20;
  private static final byte[] PADDING = " ".repeat(1 << 16).getBytes(UTF_8);
  private static final String JSON = "application/json; charset=utf-8";
  private static final String HTML = "text/html; charset=UTF-8";
  private static final String CODING = "Content-Encoding";
  private static final String CODE_AND_MESSAGE = "{\"code\":%d,\"message\":\"%s\"}";
  private static final String GARBAGE = "\u00ff\u00fe\u0000\u0001\u0090\u00c3(";
  private static final String INVALID_FIELD =
      "{\"status\":400,\"error\":400,\"messages\":{\"%s\":\"%s\"}}"
          .formatted(FaultTexts.INVALID_FIELD, FaultTexts.INVALID_MESSAGE);
  private static final String NOT_FOUND =
      "{\"code\":0,\"message\":\"%s\",\"status\":0,\"error\":\"404\"}";

  private FaultResponses() {}

  /**
   * {@return the response that replaces the true one}
   *
   * @param original the true response; ignored if the call was not performed
   * @throws IllegalArgumentException if the scenario needs a connection
   */
  static HttpResponse of(Fault fault, Operation operation, HttpResponse original, Instant now) {
    if (fault.scenario().needsConnection()) {
      throw new IllegalArgumentException(fault.scenario() + " needs a connection");
    }
    return switch (fault.scenario().effect()) {
      case STATUS -> withStatus(fault, now);
      case BLOCK_PAGE -> blockPage(status(fault));
      default -> withBody(fault.scenario(), operation.successStatus(), original);
    };
  }

  private static HttpResponse withBody(FaultScenario scenario, int status, HttpResponse original) {
    byte[] bytes = original.body();
    return switch (scenario) {
      case HUGE_BODY -> json(status, padded(bytes));
      case GZIP_BOMB -> json(status, gzip(bytes)).with(CODING, "gzip");
      case BROKEN_GZIP -> json(status, bytes).with(CODING, "gzip");
      case UNKNOWN_CODING -> json(status, bytes).with(CODING, "br");
      case GARBAGE_BODY -> json(status, GARBAGE.getBytes(ISO_8859_1));
      case PLAIN_TEXT -> response(status, "text/plain", HttpResponseWriter.reason(status));
      case JSON_IN_WRAPPER -> json(status, wrapped(status, bytes));
      case HTML_PAGE -> response(200, HTML, FaultTexts.LOGIN_PAGE);
      default -> response(status, JSON, json(scenario, status, new String(bytes, UTF_8)));
    };
  }

  private static String json(FaultScenario scenario, int status, String original) {
    return switch (scenario) {
      case BROKEN_JSON -> original.substring(0, original.length() / 2);
      case EMPTY_BODY -> "";
      case JSON_ARRAY -> "[" + original + "]";
      case JSON_NULL -> "null";
      case JSON_OF_ANOTHER_CALL ->
          CODE_AND_MESSAGE.formatted(status, HttpResponseWriter.reason(status));
      case JSON_OF_OTHER_TYPES ->
          original.replaceAll(":\\s*(\"[^\"]*\"|[0-9]+|\\[[^\\[\\]{}]*])", ":[{}]");
      default -> throw new IllegalArgumentException(scenario + " has no response");
    };
  }

  /** SePay wraps some objects already; these stay in one wrapper. */
  private static byte[] wrapped(int status, byte[] original) {
    Map<String, Object> fields = Objects.requireNonNull(Json.read(original), "JSON");
    Object object = fields.get("data") instanceof Map<?, ?> data ? data : fields;
    return Json.write(Json.object("code", status, "trace", List.of(Map.of()), "data", object));
  }

  private static HttpResponse withStatus(Fault fault, Instant now) {
    return switch (fault.scenario()) {
      case NO_CONTENT_204 -> new HttpResponse(204, Map.of(), new byte[0]);
      case MOVED_301, FOUND_302, REDIRECT_307 ->
          response(status(fault), HTML, "<p>Moved</p>")
              .with("Location", "https://elsewhere.invalid/");
      case INVALID_400 -> response(400, JSON, INVALID_FIELD);
      case NOT_FOUND_404 -> response(404, JSON, NOT_FOUND.formatted(message(fault)));
      case RATE_LIMITED_429_SECONDS, UNAVAILABLE_503_SECONDS ->
          plain(fault).with("Retry-After", seconds(fault));
      case RATE_LIMITED_429_DATE ->
          plain(fault).with("Retry-After", HttpResponseWriter.date(now.plus(fault.retryAfter())));
      case BAD_GATEWAY_502,
          GATEWAY_TIMEOUT_504,
          ORIGIN_TIMEOUT_522,
          UNAUTHENTICATED_401_BY_GATEWAY,
          FORBIDDEN_403_BY_GATEWAY,
          NOT_FOUND_404_BY_GATEWAY,
          RATE_LIMITED_429_BY_GATEWAY ->
          gatewayPage(status(fault));
      case FORBIDDEN_403_IN_BROKEN_GZIP -> plain(fault).with(CODING, "gzip");
      case UNAVAILABLE_503_BY_GATEWAY -> gatewayPage(503).with("Retry-After", seconds(fault));
      default -> plain(fault);
    };
  }

  private static HttpResponse gatewayPage(int status) {
    return response(status, HTML, FaultTexts.GATEWAY_PAGE.formatted(status))
        .with("Server", "cloudflare");
  }

  private static HttpResponse blockPage(int status) {
    HttpResponse page =
        response(status, HTML, FaultTexts.BLOCK_PAGE)
            .with("Server", "cloudflare")
            .with("CF-RAY", FaultTexts.RAY_ID + "-SIN");
    // Without this header, a 5xx could be a page in place of Bank Hub's response.
    return status < 500 ? page : page.with("cf-mitigated", "challenge");
  }

  private static HttpResponse plain(Fault fault) {
    int status = status(fault);
    return response(status, JSON, CODE_AND_MESSAGE.formatted(status, message(fault)));
  }

  private static String seconds(Fault fault) {
    return String.valueOf(fault.retryAfter().toSeconds());
  }

  private static int status(Fault fault) {
    return fault.scenario().expectedFailure().httpStatus().orElseThrow();
  }

  private static String message(Fault fault) {
    return FaultTexts.message(fault.scenario());
  }

  private static HttpResponse json(int status, byte[] body) {
    return new HttpResponse(status, Map.of("Content-Type", List.of(JSON)), body);
  }

  private static HttpResponse response(int status, String type, String body) {
    return new HttpResponse(status, Map.of("Content-Type", List.of(type)), body.getBytes(UTF_8));
  }

  /** Valid JSON, padded with spaces. */
  private static byte[] padded(byte[] json) {
    byte[] body = Arrays.copyOf(json, HUGE_BYTES);
    for (int at = json.length; at < HUGE_BYTES; at += PADDING.length) {
      System.arraycopy(PADDING, 0, body, at, Math.min(PADDING.length, HUGE_BYTES - at));
    }
    return body;
  }

  /** The same in gzip, never in memory as a whole. */
  private static byte[] gzip(byte[] json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new FastGzip(bytes)) {
      out.write(json);
      for (int at = json.length; at < HUGE_BYTES; at += PADDING.length) {
        out.write(PADDING, 0, Math.min(PADDING.length, HUGE_BYTES - at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Spaces become short on each level, and on this one four times as fast. */
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
