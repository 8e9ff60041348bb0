package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.nio.file.Path;

/** {@code openapi/bankhub.yaml} as a judge of what goes over the wire. */
final class Spec {

  private static final OpenApiInteractionValidator JUDGE =
      OpenApiInteractionValidator.createFor(
              Path.of("../openapi/bankhub.yaml").toAbsolutePath().normalize().toUri().toString())
          .build();

  private Spec() {}

  static void assertValidRequest(String path, String authorization, String body) {
    SimpleRequest.Builder request =
        SimpleRequest.Builder.post(path).withHeader("Authorization", authorization);
    if (!body.isEmpty()) {
      request.withContentType("application/json").withBody(body);
    }
    assertNothingWrong(path + " with " + body, JUDGE.validateRequest(request.build()));
  }

  static void assertValidAnswer(String path, int status, String body) {
    assertNothingWrong(
        path + " answered " + status + " " + body,
        JUDGE.validateResponse(
            path,
            Request.Method.POST,
            SimpleResponse.Builder.status(status)
                .withContentType("application/json")
                .withBody(body)
                .build()));
  }

  private static void assertNothingWrong(String what, ValidationReport report) {
    assertThat(report.getMessages()).as(what).isEmpty();
  }
}
