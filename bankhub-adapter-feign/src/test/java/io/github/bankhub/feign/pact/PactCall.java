package io.github.bankhub.feign.pact;

import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static java.nio.charset.StandardCharsets.UTF_8;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.Matcher;
import au.com.dius.pact.consumer.dsl.MultipartBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.merchant.Logo.Format;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.SpecExamples;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A call of an operation, as the fields of the request and as a call of the client. */
record PactCall<T>(Operation operation, JsonNode fields, Function<BankHub, T> client) {

  /** A call with the example request of the spec. */
  static <T> PactCall<T> of(Operation operation, Function<BankHub, T> client) {
    return new PactCall<>(operation, SpecExamples.request(operation), client);
  }

  /** A call with the examples of these query parameters, such as "page, per_page". */
  static <T> PactCall<T> of(Operation operation, Function<BankHub, T> client, String parameters) {
    return new PactCall<>(
        operation, SpecExamples.request(operation, parameters.split(", ", -1)), client);
  }

  /** The request in some states, in which the access token is valid. */
  PactRequest<T> in(String description, PactState... states) {
    List<PactState> all = new ArrayList<>();
    if (operation.usesAccessToken()) {
      all.add(new PactState("an access token is valid", Map.of("access_token", PactRow.TOKEN)));
    }
    all.addAll(List.of(states));
    return new PactRequest<>(this, description, all);
  }

  HttpRequestBuilder write(HttpRequestBuilder request) {
    HttpRequestBuilder built =
        request.method(operation.method()).path(path()).header("Authorization", authorization());
    if (operation.method().equals("GET")) {
      return withQuery(built);
    }
    if (operation.fileField().isPresent()) {
      return built.body(multipart(operation.fileField().get()));
    }
    return fields.isEmpty()
        ? built
        : built.header("Content-Type", "application/json").body(PactBodies.equalTo(body()));
  }

  /** File name and media type are those that the client derives from the file. */
  private MultipartBuilder multipart(String field) {
    byte[] file = Base64.getDecoder().decode(fields.get(field).asText());
    return new MultipartBuilder()
        .withBoundaryMarker("bankhub-pact")
        .binaryPart(
            field,
            Format.of(file).map(Format::fileName).orElse(field),
            file,
            Format.of(file).map(Format::mediaType).orElse("application/octet-stream"));
  }

  private JsonNode body() {
    List<String> inPath =
        fields.properties().stream().map(Map.Entry::getKey).filter(this::isInPath).toList();
    return fields.<ObjectNode>deepCopy().remove(inPath);
  }

  private boolean isInPath(String field) {
    return operation.path().contains("{" + field + "}");
  }

  private String path() {
    String path = operation.path();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      path = path.replace("{" + field.getKey() + "}", field.getValue().asText());
    }
    return path;
  }

  private HttpRequestBuilder withQuery(HttpRequestBuilder request) {
    HttpRequestBuilder built = request;
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!isInPath(field.getKey())) {
        built = built.queryParameter(field.getKey(), field.getValue().asText());
      }
    }
    return built;
  }

  private Matcher authorization() {
    byte[] basic = (PactRow.CLIENT_ID + ":" + PactRow.CLIENT_SECRET).getBytes(UTF_8);
    return operation.usesAccessToken()
        ? regexp("Bearer [0-9A-Za-z._~+/-]+=*", "Bearer " + PactRow.TOKEN)
        : regexp("Basic [A-Za-z0-9+/]+=*", "Basic " + Base64.getEncoder().encodeToString(basic));
  }
}
