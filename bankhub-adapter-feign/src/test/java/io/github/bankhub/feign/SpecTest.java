package io.github.bankhub.feign;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.Form;
import io.github.bankhub.testkit.pact.ShippedPacts;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.tags.Tag;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {

  private static final ObjectMapper JSON = new JsonMapper();
  private static final Path FILE = Path.of("../openapi/bankhub.yaml");

  @Test
  void the_description_parses_without_messages() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    assertThat(new OpenAPIV3Parser().readLocation(FILE.toString(), null, options).getMessages())
        .isEmpty();
  }

  /** The lint of the published descriptions requires it. */
  @ParameterizedTest
  @ValueSource(strings = {"bankhub.yaml", "testkit.yaml", "events.yaml"})
  void the_tags_are_in_alphabetical_order(String file) {
    assertThat(new OpenAPIV3Parser().read("../openapi/" + file).getTags())
        .extracting(Tag::getName)
        .isNotEmpty()
        .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
  }

  @Test
  void the_validator_rejects_an_invalid_response() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Spec.assertValidResponse("POST", "/v1/token", 201, "{\"ttl\": 60000}"))
        .withMessageContaining("access_token");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Spec.assertValidResponse("POST", "/v1/token", 418, "{}"))
        .withMessageContaining("418");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("interactions")
  void the_description_allows_every_interaction_of_the_pact(Interaction interaction)
      throws IOException {
    JsonNode request = interaction.json().get("request");
    JsonNode response = interaction.json().get("response");
    String method = request.get("method").asText();
    String path = request.get("path").asText();
    int status = response.get("status").asInt();
    if (status < 300) {
      JsonNode body = request.at("/body/content");
      boolean isJson = request.at("/body/contentType").asText().equals("application/json");
      Spec.assertValidRequest(
          method,
          URI.create(path + query(request.path("query"))),
          request.at("/headers/Authorization/0").asText(),
          request.at("/body/contentType").asText(),
          isJson ? JSON.writeValueAsString(body) : text(body));
    }
    Spec.assertValidResponse(
        method, path, status, JSON.writeValueAsString(response.at("/body/content")));
  }

  /** The text of a body that is not JSON, which the pact has in Base64; empty if there is none. */
  private static String text(JsonNode body) {
    return new String(Base64.getDecoder().decode(body.asText()), UTF_8);
  }

  @Test
  void the_pact_covers_every_response_of_the_description() {
    Set<String> described = new TreeSet<>();
    described()
        .forEach(
            (operation, it) ->
                it.getResponses()
                    .keySet()
                    .forEach(status -> described.add(operation + " " + status)));
    Set<String> covered = new TreeSet<>();
    interactions()
        .map(Interaction::json)
        .forEach(
            one -> {
              String method = one.at("/request/method").asText();
              String path = template(method, one.at("/request/path").asText());
              covered.add(method + " " + path + " " + one.at("/response/status").asText());
            });
    assertThat(covered).isEqualTo(described);
  }

  /** The path of the operation that a request performs. An exact path has priority over an id. */
  static String template(String method, String path) {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.method().equals(method))
        .map(Operation::path)
        .filter(it -> it.equals(path) || path.matches(it.replaceFirst("\\{.+}$", "[^/]+")))
        .min(Comparator.comparing(it -> !it.equals(path)))
        .orElse(path);
  }

  @Test
  void each_operation_of_the_description_is_one_of_the_table_and_each_of_the_table_is_described() {
    List<String> described = new ArrayList<>();
    described().forEach((operation, it) -> described.add(operation + facts(it)));

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Operation.values()).map(it -> it + facts(it)).toList());
  }

  @Test
  void the_offline_hub_accepts_and_requires_the_fields_of_the_description() {
    Map<String, Set<String>> described = new TreeMap<>();
    described().forEach((operation, it) -> described.put(operation, fields(it)));

    Map<String, Set<String>> accepted = new TreeMap<>();
    new BankHubService(TestClock.fixed(), 1, BankHubEnvironment.SANDBOX)
        .forms()
        .forEach((operation, form) -> accepted.put(operation.toString(), fields(form)));
    assertThat(accepted).isEqualTo(described);
  }

  /** The offline hub rejects unknown fields, because a wrong name would be easy to miss. */
  @Test
  void a_request_body_has_only_the_fields_of_the_description() {
    assertThat(bodies())
        .isNotEmpty()
        .allSatisfy(body -> assertThat(body.get("additionalProperties")).hasToString("false"));
  }

  /** Some generators make a field with a default required, or send the default. */
  @Test
  void a_field_of_a_request_body_has_no_default() {
    assertThat(bodies())
        .isNotEmpty()
        .allSatisfy(body -> assertThat(body.findValues("default")).isEmpty());
  }

  /** {@code format: uri} alone also allows addresses that cannot be opened, such as urn:a. */
  @Test
  void an_address_has_a_pattern() {
    ObjectNode found = JSON.createObjectNode();
    yaml(FILE).findParents("format").stream()
        .filter(it -> it.path("format").asText().equals("uri"))
        .forEach(it -> found.set(it.path("example").asText(), it.path("pattern")));
    assertThat(found).isNotEmpty().allMatch(JsonNode::isTextual);
  }

  /** Some generators cannot read ranges such as 4XX. */
  @ParameterizedTest
  @ValueSource(strings = {"bankhub.yaml", "testkit.yaml"})
  void responses_have_a_status_or_are_the_default_and_a_contact_is_named(String file) {
    JsonNode spec = yaml(FILE.resolveSibling(file));
    assertThat(spec.findValues("responses"))
        .hasSizeGreaterThan(8)
        .flatExtracting(it -> List.copyOf(it.properties()))
        .extracting(Map.Entry::getKey)
        .allMatch(it -> it.matches("[1-5][0-9]{2}|default|[A-Z][a-z]+[A-Za-z]*"))
        .noneMatch(it -> it.matches("[1-5]XX"));
    assertThat(spec.at("/info/contact/name").asText()).isNotBlank();
  }

  private static List<JsonNode> bodies() {
    return yaml(FILE).at("/components/schemas").properties().stream()
        .filter(schema -> schema.getKey().endsWith("Request"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operations of the description, by method and path. */
  static Map<String, io.swagger.v3.oas.models.Operation> described() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    Map<String, io.swagger.v3.oas.models.Operation> described = new TreeMap<>();
    new OpenAPIV3Parser()
        .readLocation(FILE.toString(), null, options)
        .getOpenAPI()
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> described.put(method + " " + path, operation)));
    return described;
  }

  private static Set<String> fields(Form form) {
    Set<String> fields = new TreeSet<>();
    form.fields().forEach(it -> fields.add(field(it.name(), it.isRequired())));
    fields.addAll(form.ignored());
    return fields;
  }

  private static Set<String> fields(io.swagger.v3.oas.models.Operation described) {
    Set<String> fields = new TreeSet<>();
    parameters(described)
        .forEach(it -> fields.add(field(it.getName(), Boolean.TRUE.equals(it.getRequired()))));
    body(described)
        .ifPresent(
            body -> {
              List<String> required = Objects.requireNonNullElse(body.getRequired(), List.of());
              body.getProperties()
                  .keySet()
                  .forEach(name -> fields.add(field(name, required.contains(name))));
            });
    return fields;
  }

  private static List<String> names(io.swagger.v3.oas.models.Operation described) {
    return Stream.concat(
            parameters(described).stream().map(Parameter::getName),
            body(described).stream().flatMap(body -> body.getProperties().keySet().stream()))
        .toList();
  }

  private static List<Parameter> parameters(io.swagger.v3.oas.models.Operation described) {
    return Objects.requireNonNullElse(described.getParameters(), List.of());
  }

  /** The body with fields. That of an access token has none. */
  private static Optional<Schema<?>> body(io.swagger.v3.oas.models.Operation described) {
    return Optional.ofNullable(described.getRequestBody())
        .<Schema<?>>map(body -> body.getContent().values().iterator().next().getSchema())
        .filter(schema -> schema.getProperties() != null);
  }

  private static String field(String name, boolean isRequired) {
    return name + (isRequired ? " (required)" : "");
  }

  private static String facts(io.swagger.v3.oas.models.Operation described) {
    List<String> successes =
        described.getResponses().keySet().stream().filter(it -> it.startsWith("2")).toList();
    List<String> schemes =
        described.getSecurity().stream().flatMap(it -> it.keySet().stream()).toList();
    Object retryRule =
        Objects.requireNonNullElse(described.getExtensions(), Map.of())
            .getOrDefault("x-retry-rule", "none");
    return " " + successes + " " + schemes + " " + retryRule + " " + references(described);
  }

  private static String facts(Operation operation) {
    return " %s %s %s %s"
        .formatted(
            List.of(operation.successStatus()),
            List.of(operation.usesAccessToken() ? "accessToken" : "clientCredentials"),
            retryRule(operation),
            operation.referenceFields());
  }

  private static String retryRule(Operation operation) {
    if (operation.isSafe()) {
      return operation.method().equals("GET") ? "none" : "safe";
    }
    return operation.isIdempotent() ? "idempotent" : "non-idempotent";
  }

  /** The request fields that name objects, in order; {@code xid} in a path names one of the tag. */
  private static List<String> references(io.swagger.v3.oas.models.Operation described) {
    String tag = described.getTags().get(0).toLowerCase(Locale.ROOT).replace(' ', '_');
    return names(described).stream()
        .map(name -> name.equals("xid") ? tag + "_xid" : name)
        .filter(
            name ->
                name.endsWith("_xid") || name.equals("link_token") || name.equals("transaction_id"))
        .toList();
  }

  /** The query of a request of a pact: each field with a list of values. */
  static String query(JsonNode fields) {
    return fields.properties().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue().get(0).asText(), UTF_8))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("&"), it -> it.isEmpty() ? "" : "?" + it));
  }

  static Stream<Interaction> interactions() {
    return StreamSupport.stream(pact().get("interactions").spliterator(), false)
        .map(Interaction::new);
  }

  private static JsonNode pact() {
    try (Reader text = ShippedPacts.open("bankhub-sepay-bank-hub.json")) {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Interaction(JsonNode json) {
    @Override
    public String toString() {
      return json.get("description").asText();
    }
  }
}
