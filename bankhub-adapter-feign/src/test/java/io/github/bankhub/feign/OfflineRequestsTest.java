package io.github.bankhub.feign;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The offline hub keeps the rules that the description states for requests. Each rule of each field
 * is broken once. An empty text in a query is no violation: SePay does not document its effect.
 */
class OfflineRequestsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory VALUES = JSON.getNodeFactory();
  private static final URI BASE = URI.create("http://127.0.0.1:1");
  private static final String UNKNOWN = "not_described";
  private static final OpenAPI SPEC = spec();

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler = BankHubHttpHandler.of(hub, BASE);

  private static OpenAPI spec() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    return new OpenAPIV3Parser()
        .readLocation("../openapi/bankhub.yaml", null, options)
        .getOpenAPI();
  }

  OfflineRequestsTest() {
    hub.control().addSamples();
    hub.control().addAccessToken("t0k3n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFields")
  void a_wrong_field_gets_400_and_its_name(WrongField wrong) {
    // A rule may depend on another field, so one of the examples is enough.
    assertThat(wrong.requests()).anyMatch(request -> isRejected(request, wrong.field()));
  }

  private boolean isRejected(Request request, String field) {
    HttpResponse response = handle(request, "Bearer t0k3n");
    return response.status() == 400 && json(response).at("/messages").has(field);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void an_example_is_accepted(Request request) {
    assertThat(handle(request, "Bearer t0k3n").status()).isIn(200, 201, 404);
  }

  /** The last part of the path of a create could also be the id of an object to get. */
  @ParameterizedTest
  @EnumSource
  void another_method_gets_405_and_the_allowed_ones(Operation operation) {
    HttpResponse response = handle(new Request("PATCH", path(operation, "1"), ""), "Bearer t0k3n");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers().get("Allow"))
        .isIn(List.of(operation.method()), List.of(operation.method() + ", GET"));
  }

  @ParameterizedTest
  @EnumSource
  void a_request_without_valid_credentials_gets_401(Operation operation) {
    Request request = new Request(operation.method(), path(operation, "1"), "{}");
    assertThat(handle(request, "Bearer wrong").status()).isEqualTo(401);
    assertThat(handle(request, "").status()).isEqualTo(401);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unknownIds")
  void an_id_in_the_path_that_does_not_exist_gets_404_in_one_form(Request request) {
    HttpResponse response = handle(request, "Bearer t0k3n");
    assertThat(response.status()).isEqualTo(404);
    assertThat(json(response).fieldNames())
        .toIterable()
        .containsExactly("code", "message", "status", "error");
  }

  static Stream<Request> unknownIds() {
    return operations()
        .filter(operation -> operation.pathField().isPresent())
        .flatMap(
            operation ->
                Stream.of("nobody", "a%2Fb", "%E1%BA%A1", "%20", "%0A")
                    .map(
                        xid ->
                            new Request(
                                operation.method(),
                                path(operation, xid),
                                bodies(operation).map(JsonNode::toString).findFirst().orElse(""))));
  }

  static Stream<Request> examples() {
    return operations()
        .filter(Operation::usesAccessToken)
        .flatMap(
            operation ->
                Stream.concat(
                    bodies(operation).map(body -> request(operation, body)),
                    parameters(operation, "query")
                        .map(it -> request(operation, it.getName(), text(it.getExample())))));
  }

  static Stream<WrongField> wrongFields() {
    return operations()
        .flatMap(operation -> Stream.concat(wrongQueries(operation), wrongBodies(operation)));
  }

  private static Stream<WrongField> wrongQueries(Operation operation) {
    List<WrongField> wrong = new ArrayList<>();
    parameters(operation, "query")
        .forEach(
            it ->
                beyondLimits(it.getSchema())
                    .forEach(value -> wrong.add(query(operation, it.getName(), value.asText()))));
    if (parameters(operation, "query").findAny().isPresent()) {
      wrong.add(query(operation, UNKNOWN, "x"));
    }
    return wrong.stream();
  }

  private static WrongField query(Operation operation, String field, String value) {
    return new WrongField(field, value, List.of(request(operation, field, value)));
  }

  private static Stream<WrongField> wrongBodies(Operation operation) {
    List<WrongField> wrong = new ArrayList<>();
    properties(operation)
        .forEach(
            (name, schema) ->
                Stream.concat(beyondLimits(schema), wrongInJson(schema))
                    .forEach(value -> wrong.add(body(operation, name, value))));
    required(operation).forEach(name -> wrong.add(body(operation, name, VALUES.missingNode())));
    if (!wrong.isEmpty()) {
      wrong.add(body(operation, UNKNOWN, VALUES.textNode("x")));
    }
    return wrong.stream();
  }

  /** Each example of the operation, with another value of a field or without it. */
  private static WrongField body(Operation operation, String field, JsonNode value) {
    List<Request> requests =
        bodies(operation)
            .map(body -> with(body, field, value))
            .map(body -> request(operation, body))
            .toList();
    return new WrongField(field, value.isMissingNode() ? "nothing" : value.toString(), requests);
  }

  private static ObjectNode with(ObjectNode body, String field, JsonNode value) {
    ObjectNode changed = body.deepCopy();
    changed.remove(field);
    return value.isMissingNode() ? changed : changed.set(field, value);
  }

  private static Stream<JsonNode> beyondLimits(Schema<?> schema) {
    List<JsonNode> values = new ArrayList<>();
    if ("integer".equals(schema.getType())) {
      values.add(VALUES.textNode("x"));
    }
    if (schema.getEnum() != null) {
      values.add(VALUES.textNode("not_in_the_list"));
    }
    if (schema.getMinimum() != null) {
      values.add(VALUES.numberNode(schema.getMinimum().intValue() - 1));
    }
    if (schema.getMaximum() != null) {
      values.add(VALUES.numberNode(schema.getMaximum().intValue() + 1));
    }
    return values.stream();
  }

  private static Stream<JsonNode> wrongInJson(Schema<?> schema) {
    List<JsonNode> values = new ArrayList<>();
    if (schema.getOneOf() != null) {
      return Stream.of(
          VALUES.nullNode(), VALUES.numberNode(-1), VALUES.numberNode(0.5), VALUES.textNode("x"));
    }
    if (schema.getType() == null) {
      return Stream.of(); // Any value is allowed.
    }
    values.add(VALUES.nullNode());
    if (schema.getMaxLength() != null) {
      values.add(VALUES.textNode("x".repeat(schema.getMaxLength() + 1)));
    }
    values.add(schema.getType().equals("string") ? VALUES.numberNode(7) : VALUES.textNode("1"));
    if (schema.getPattern() != null) {
      values.add(VALUES.textNode(""));
      values.add(VALUES.textNode(" "));
    }
    if ("uri".equals(schema.getFormat())) {
      values.add(VALUES.textNode("a b"));
      values.add(VALUES.textNode("urn:a"));
      values.add(VALUES.textNode("ftp://example.com"));
    }
    return values.stream();
  }

  private static Stream<Operation> operations() {
    return Arrays.stream(Operation.values());
  }

  private static io.swagger.v3.oas.models.Operation described(Operation operation) {
    return SPEC.getPaths()
        .get(operation.path())
        .readOperationsMap()
        .get(HttpMethod.valueOf(operation.method()));
  }

  private static Stream<Parameter> parameters(Operation operation, String in) {
    return Stream.ofNullable(described(operation).getParameters())
        .flatMap(List::stream)
        .filter(it -> it.getIn().equals(in));
  }

  private static Stream<MediaType> body(Operation operation) {
    return Stream.ofNullable(described(operation).getRequestBody())
        .map(body -> body.getContent().get("application/json"))
        .filter(body -> body.getSchema().getProperties() != null);
  }

  private static Stream<ObjectNode> bodies(Operation operation) {
    return body(operation)
        .flatMap(body -> body.getExamples().values().stream())
        .map(example -> JSON.valueToTree(example.getValue()));
  }

  private static Map<String, Schema<?>> properties(Operation operation) {
    Map<String, Schema<?>> properties = new TreeMap<>();
    schema(operation).forEach(schema -> schema.getProperties().forEach(properties::put));
    return properties;
  }

  private static List<String> required(Operation operation) {
    return schema(operation)
        .flatMap(schema -> Stream.ofNullable(schema.getRequired()))
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<Schema<?>> schema(Operation operation) {
    return body(operation).map(MediaType::getSchema);
  }

  private static String path(Operation operation, String xid) {
    return operation.path().replaceFirst("\\{.+}$", Matcher.quoteReplacement(xid));
  }

  private static Request request(Operation operation, JsonNode body) {
    return new Request(operation.method(), path(operation, "1"), body.toString());
  }

  private static Request request(Operation operation, String field, String value) {
    String query = "?" + encode(field, UTF_8) + "=" + encode(value, UTF_8);
    return new Request(operation.method(), path(operation, "1") + query, "");
  }

  private static String text(Object example) {
    return String.valueOf(example);
  }

  private HttpResponse handle(Request request, String authorization) {
    Map<String, List<String>> headers =
        Map.of(
            "Authorization", List.of(authorization), "Content-Type", List.of("application/json"));
    return handler.handle(
        new HttpRequest(
            request.method(),
            URI.create(BASE + request.path()),
            headers,
            request.body().getBytes(UTF_8)));
  }

  private static JsonNode json(HttpResponse response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  record Request(String method, String path, String body) {}

  /** Requests that break a rule of one field. */
  record WrongField(String field, String value, List<Request> requests) {
    @Override
    public String toString() {
      return requests.get(0).path() + " with " + value + " as " + field;
    }
  }
}
