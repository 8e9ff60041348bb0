package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Checks requests and responses against {@code openapi/bankhub.yaml}. */
final class Spec {

  // Otherwise the validator rejects each field that the description does not mention: of a
  // response, or an unchecked field of a request.
  private static final OpenApiInteractionValidator VALIDATOR =
      validator(
          LevelResolver.create()
              .withLevel("validation.schema.additionalProperties", Level.IGNORE)
              .withLevel("validation.request.body.schema.additionalProperties", Level.IGNORE));

  private static final OpenApiInteractionValidator STRICT =
      validator(
          LevelResolver.create()
              .withLevel("validation.request.parameter.query.unexpected", Level.ERROR));

  private static final String JSON = "application/json";

  /** What was found valid. Tests with a fault make the same calls again and again. */
  private static final Set<List<Object>> VALID = ConcurrentHashMap.newKeySet();

  private Spec() {}

  private static OpenApiInteractionValidator validator(LevelResolver.Builder levels) {
    return OpenApiInteractionValidator.createFor(
            Path.of("../openapi/bankhub.yaml").toAbsolutePath().normalize().toUri().toString())
        .withLevelResolver(levels.build())
        .build();
  }

  static void assertValidRequest(String method, URI uri, String authorization, String body) {
    assertValidRequest(method, uri, authorization, JSON, body);
  }

  static void assertValidRequest(
      String method, URI uri, String authorization, String contentType, String body) {
    assertNothingWrong(
        List.of(method, uri, authorization, contentType, body),
        uri.getRawPath() + " with " + body,
        () -> VALIDATOR.validateRequest(request(method, uri, authorization, contentType, body)));
  }

  /** {@return whether the description allows a request, without any other field} */
  static boolean allowsRequest(String method, URI uri, String authorization, String body) {
    return !STRICT.validateRequest(request(method, uri, authorization, JSON, body)).hasErrors();
  }

  private static Request request(
      String method, URI uri, String authorization, String contentType, String body) {
    String path = uri.getRawPath();
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(method, path).withHeader("Authorization", authorization);
    if (uri.getRawQuery() != null) {
      for (String field : uri.getRawQuery().split("&", -1)) {
        String[] parts = field.split("=", 2);
        request.withQueryParam(
            URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
      }
    }
    if (!body.isEmpty()) {
      request.withContentType(contentType).withBody(body);
    }
    return request.build();
  }

  static void assertValidResponse(String method, String path, int status, String body) {
    assertNothingWrong(
        List.of(method, path, status, body),
        path + " responded with " + status + " " + body,
        () ->
            VALIDATOR.validateResponse(
                path,
                Request.Method.valueOf(method),
                SimpleResponse.Builder.status(status)
                    .withContentType("application/json")
                    .withBody(body)
                    .build()));
  }

  private static void assertNothingWrong(
      List<Object> parts, String what, Supplier<ValidationReport> validation) {
    if (!VALID.contains(parts)) {
      assertThat(validation.get().getMessages()).as(what).isEmpty();
      VALID.add(parts);
    }
  }
}
