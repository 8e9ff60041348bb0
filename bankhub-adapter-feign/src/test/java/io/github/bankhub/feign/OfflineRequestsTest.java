package io.github.bankhub.feign;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.sample.Samples;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The offline hub accepts the requests that the description allows, and rejects all others. The
 * requests are generated: each example of the description, with every {@linkplain #values value} in
 * each field. A validator of descriptions decides which of them are allowed.
 */
class OfflineRequestsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory VALUES = JSON.getNodeFactory();
  private static final URI BASE = URI.create("http://127.0.0.1:1");
  private static final String UNKNOWN = "not_described";
  private static final OpenAPI SPEC = spec();

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "1",
          "A",
          "Á",
          "AB",
          "ABCDE",
          "ABCDEF",
          "A1",
          "a b",
          "not_in_the_list",
          "2026-01-31",
          "2026-02-30",
          "2026-1-1",
          "31/01/2026",
          "20260131",
          "2026-01-31 10:00:00",
          "urn:a",
          "ftp://example.com",
          "https://example.com/a?b=c#d",
          "HTTP://127.0.0.1:8080");

  /** Not beyond 64 bits: the format int64 is for code generators, and SePay states no maximum. */
  private static final List<String> NUMBERS =
      List.of(
          "0", "1", "-1", "7", "0.5", "2147483647", "2147483648", "9223372036854775807", "1E+20");

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
    addData();
  }

  /** The objects of the examples. */
  private void addData() {
    Control control = hub.control();
    control.addSamples();
    control.addAccessToken("t0k3n");
    control.addTransaction(
        new TransactionId(pathExample(Operation.GET_TRANSACTION)),
        SimulatedTransaction.credit(Samples.BANK_ACCOUNT, BigDecimal.ONE, "x"));
    control.addLinkToken(
        new LinkTokenXid(bodyExample(Operation.REVOKE_LINK_TOKEN, "link_token_xid")),
        new LinkTokenSecret(bodyExample(Operation.GET_LINK_TOKEN, "link_token")),
        Samples.COMPANY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fields")
  void a_field_is_accepted_or_rejected_as_described(Field field) {
    List<String> wrong = new ArrayList<>();
    field.attempts().forEach((value, requests) -> check(field, value, requests, wrong));
    assertThat(wrong).isEmpty();
  }

  private void check(Field field, String value, List<Request> requests, List<String> wrong) {
    Map<Boolean, List<Request>> byRule =
        requests.stream().collect(Collectors.partitioningBy(Request::isAllowed));
    List<Request> allowed = byRule.get(true);
    // An allowed value may be wrong beside another field, so one example is enough.
    if (!allowed.isEmpty() && !field.isReference() && allowed.stream().allMatch(this::isRejected)) {
      wrong.add(field.name() + " must accept " + value);
    }
    byRule.get(false).stream()
        .filter(request -> !isRejectedFor(field.name(), request))
        .forEach(request -> wrong.add(field.name() + " must not accept " + value));
  }

  private boolean isRejected(Request request) {
    return described(request).status() == 400;
  }

  private boolean isRejectedFor(String field, Request request) {
    HttpResponse response = described(request);
    return response.status() == 400 && json(response).at("/messages").has(field);
  }

  /** A response that the description allows, from a hub that no other request has changed. */
  private HttpResponse described(Request request) {
    HttpResponse response = handle(request, "Bearer t0k3n");
    if (response.status() < 300) {
      hub.control().reset();
      addData();
    }
    Spec.assertValidResponse(
        request.method(),
        URI.create(request.path()).getRawPath(),
        response.status(),
        new String(response.body(), UTF_8));
    return response;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void an_example_is_accepted(Request request) {
    assertThat(request.isAllowed()).isTrue();
    assertThat(described(request).status()).isIn(200, 201);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withBodies")
  void a_body_is_an_object_with_something_in_it(Operation operation) {
    assertThat(Stream.of("", "{}", "[]", "null", "\"x\"", "1", "{", "{\"xid\": 1, \"xid\": 1}"))
        .map(body -> described(new Request(operation, path(operation), body)).status())
        .containsOnly(400);
  }

  /** The last part of the path of a create could also be the id of an object to get. */
  @ParameterizedTest
  @EnumSource
  void another_method_gets_405_and_the_allowed_ones(Operation operation) {
    HttpResponse response = handle(new Request("PATCH", path(operation, "1"), ""), "Bearer t0k3n");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers().get("Allow"))
        .isIn(
            List.of(operation.method()),
            List.of(operation.method() + ", GET"),
            List.of("GET, POST"));
  }

  @ParameterizedTest
  @EnumSource
  void a_request_without_valid_credentials_gets_401(Operation operation) {
    Request request = new Request(operation, path(operation, "1"), "{}");
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
                                operation,
                                path(operation, xid),
                                bodies(operation).map(JsonNode::toString).findFirst().orElse(""))));
  }

  static Stream<Request> examples() {
    return operations()
        .filter(Operation::usesAccessToken)
        .flatMap(
            operation ->
                Stream.of(
                        bodies(operation).map(body -> request(operation, body)),
                        parameters(operation, "query")
                            .map(it -> request(operation, it.getName(), text(it.getExample()))),
                        withoutBody(operation).map(it -> new Request(it, path(it), "")))
                    .flatMap(requests -> requests));
  }

  /** A file is no JSON: its contract sends one. */
  private static Stream<Operation> withoutBody(Operation operation) {
    return Stream.of(operation)
        .filter(it -> schema(it).findAny().isEmpty() && it.fileField().isEmpty());
  }

  static Stream<Operation> withBodies() {
    return operations().filter(operation -> schema(operation).findAny().isPresent());
  }

  static Stream<Field> fields() {
    return operations().flatMap(it -> Stream.concat(queryFields(it), bodyFields(it)));
  }

  private static Stream<Field> queryFields(Operation operation) {
    List<Field> fields = new ArrayList<>();
    parameters(operation, "query")
        .forEach(it -> fields.add(query(operation, it.getName(), it.getSchema())));
    if (!fields.isEmpty()) {
      fields.add(query(operation, UNKNOWN, new Schema<>()));
    }
    return fields.stream();
  }

  /** A query has only texts. */
  private static Field query(Operation operation, String name, Schema<?> schema) {
    Map<String, List<Request>> attempts = new TreeMap<>();
    values(schema)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .forEach(value -> attempts.put(value, List.of(request(operation, name, value))));
    return new Field(operation, name, attempts);
  }

  private static Stream<Field> bodyFields(Operation operation) {
    Map<String, Schema<?>> schemas = properties(operation);
    if (!schemas.isEmpty()) {
      schemas.put(UNKNOWN, new Schema<>());
    }
    // Any value is allowed in a field without a type, so there is nothing to reject.
    return schemas.entrySet().stream()
        .filter(it -> it.getKey().equals(UNKNOWN) || isLimited(it.getValue()))
        .map(it -> body(operation, it.getKey(), it.getValue()));
  }

  private static boolean isLimited(Schema<?> schema) {
    return schema.getType() != null || schema.getOneOf() != null;
  }

  /** Each example of the operation, with another value of a field or without it. */
  private static Field body(Operation operation, String name, Schema<?> schema) {
    Map<String, List<Request>> attempts = new TreeMap<>();
    Stream.concat(values(schema), absence(operation, name))
        .forEach(
            value ->
                attempts.put(
                    value.isMissingNode() ? "nothing" : value.toString(),
                    bodies(operation)
                        .map(body -> with(body, name, value))
                        .map(body -> request(operation, body))
                        .toList()));
    return new Field(operation, name, attempts);
  }

  private static Stream<JsonNode> absence(Operation operation, String name) {
    boolean isRequired =
        schema(operation)
            .flatMap(schema -> Stream.ofNullable(schema.getRequired()))
            .anyMatch(required -> required.contains(name));
    return isRequired ? Stream.of(VALUES.missingNode()) : Stream.of();
  }

  private static ObjectNode with(ObjectNode body, String field, JsonNode value) {
    ObjectNode changed = body.deepCopy();
    changed.remove(field);
    return value.isMissingNode() ? changed : changed.set(field, value);
  }

  /** Values of every type, and those beside each limit of a field. */
  private static Stream<JsonNode> values(Schema<?> schema) {
    List<JsonNode> values = new ArrayList<>();
    TEXTS.forEach(text -> values.add(VALUES.textNode(text)));
    NUMBERS.forEach(number -> values.add(VALUES.numberNode(new BigDecimal(number))));
    values.addAll(List.of(VALUES.nullNode(), VALUES.booleanNode(true), VALUES.booleanNode(false)));
    values.addAll(List.of(VALUES.arrayNode(), VALUES.objectNode().put("a", 1)));
    Stream.of(schema.getMinimum(), schema.getMaximum())
        .filter(Objects::nonNull)
        .flatMap(it -> Stream.of(-1, 0, 1).map(BigDecimal::valueOf).map(it::add))
        .forEach(number -> values.add(VALUES.numberNode(number)));
    Stream.ofNullable(schema.getMaxLength())
        .flatMap(length -> Stream.of("x", "ạ", "\uD83C\uDFE6").map(it -> it.repeat(length)))
        .flatMap(text -> Stream.of(text, text + "x"))
        .forEach(text -> values.add(VALUES.textNode(text)));
    Stream.ofNullable(schema.getEnum())
        .flatMap(List::stream)
        .map(String::valueOf)
        .flatMap(it -> Stream.of(it, swapCase(it), it + "x"))
        .forEach(text -> values.add(VALUES.textNode(text)));
    return values.stream();
  }

  private static String swapCase(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals(text) ? text.toUpperCase(Locale.ROOT) : lower;
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
        .flatMap(body -> Stream.ofNullable(body.getContent().get("application/json")))
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

  private static Stream<Schema<?>> schema(Operation operation) {
    return body(operation).map(MediaType::getSchema);
  }

  private static String path(Operation operation, String xid) {
    return operation.path().replaceFirst("\\{.+}$", Matcher.quoteReplacement(xid));
  }

  private static String path(Operation operation) {
    return path(operation, operation.pathField().isEmpty() ? "" : pathExample(operation));
  }

  private static String pathExample(Operation operation) {
    return parameters(operation, "path").map(it -> text(it.getExample())).findFirst().orElseThrow();
  }

  private static String bodyExample(Operation operation, String field) {
    return bodies(operation).map(it -> it.get(field).asText()).findFirst().orElseThrow();
  }

  private static Request request(Operation operation, JsonNode body) {
    return new Request(operation, path(operation), body.toString());
  }

  private static Request request(Operation operation, String field, String value) {
    String query = "?" + encode(field, UTF_8) + "=" + encode(value, UTF_8);
    return new Request(operation, path(operation) + query, "");
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

  record Request(String method, String path, String body) {

    Request(Operation operation, String path, String body) {
      this(operation.method(), path, body);
    }

    boolean isAllowed() {
      return Spec.allowsRequest(method, URI.create(path), "Bearer t0k3n", body);
    }
  }

  /** The requests with each value of a field. */
  record Field(Operation operation, String name, Map<String, List<Request>> attempts) {

    /** SePay documents 400 for a badly formed id, and for some that do not exist. */
    boolean isReference() {
      return !operation.method().equals("GET") && operation.referenceFields().contains(name);
    }

    @Override
    public String toString() {
      return name + " of " + operation;
    }
  }
}
