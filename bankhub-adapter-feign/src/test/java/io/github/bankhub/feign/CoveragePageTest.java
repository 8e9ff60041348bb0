package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.BankHubContract;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The table of docs/coverage.md: what there is for each documented status of each operation. */
class CoveragePageTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
  private static final Path PAGE = Path.of("..", "docs", "coverage.md");
  private static final ClientCredentials WRONG = ClientCredentials.of("nobody", "wrong");
  private static final String NONE = "none";
  private static final byte[] TOKEN = "{\"access_token\": \"t\", \"ttl\": 60000}".getBytes(UTF_8);

  private static final String HEAD =
      """
      | operation | status | port | adapter | memory | HTTP | contract | pact |
      |---|---|---|---|---|---|---|---|
      """;

  @Test
  void the_page_has_each_documented_status_of_each_operation() throws IOException {
    String table = table();
    Matcher block =
        Pattern.compile("(?s)(<!-- generated: coverage -->\n).*(<!-- end: coverage -->\n)")
            .matcher(Files.readString(PAGE));
    String expected = block.replaceFirst("$1\n" + Matcher.quoteReplacement(table) + "\n$2");
    if (Boolean.getBoolean("bankhub.docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("update it with -Dbankhub.docs.write=true")
        .isEqualTo(expected);
    assertThat(table).doesNotContain("| " + NONE + " |");
  }

  private static String table() throws IOException {
    Map<String, Integer> rules = Recorder.rulesByResponse();
    Map<String, List<SpecTest.Interaction>> pact =
        SpecTest.interactions().collect(Collectors.groupingBy(CoveragePageTest::response));
    Map<String, String> methods = methods();
    StringBuilder table = new StringBuilder(HEAD);
    for (Operation operation : Operation.values()) {
      for (String status :
          new TreeSet<>(SpecTest.described().get(operation.toString()).getResponses().keySet())) {
        String response = operation + " " + status;
        List<SpecTest.Interaction> interactions = pact.getOrDefault(response, List.of());
        table.append(
            "| `%s` | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                    operation,
                    status,
                    methods.getOrDefault(operation.name(), NONE),
                    adapter(operation, interactions),
                    every(interactions, it -> inMemory(operation, it)),
                    every(interactions, CoveragePageTest::overHttp),
                    count(rules.getOrDefault(response, 0), "rule"),
                    count(interactions.size(), "interaction")));
      }
    }
    return table.toString();
  }

  private static String response(SpecTest.Interaction interaction) {
    JsonNode request = interaction.json().get("request");
    String method = request.get("method").asText();
    return "%s %s %d"
        .formatted(
            method, SpecTest.template(method, request.get("path").asText()), status(interaction));
  }

  private static int status(SpecTest.Interaction interaction) {
    return interaction.json().at("/response/status").asInt();
  }

  private static String count(int number, String word) {
    return number == 0 ? NONE : number + " " + word + (number == 1 ? "" : "s");
  }

  /** Whether the offline hub gives each request of the pact the same status. */
  private static String every(List<SpecTest.Interaction> interactions, Requester requester) {
    List<Integer> wrong = new ArrayList<>();
    for (SpecTest.Interaction interaction : interactions) {
      int status = requester.status(interaction);
      if (status != status(interaction)) {
        wrong.add(status);
      }
    }
    return interactions.isEmpty() || !wrong.isEmpty() ? NONE : "yes";
  }

  private interface Requester {
    int status(SpecTest.Interaction interaction);
  }

  private static InMemoryBankHub hubFor(SpecTest.Interaction interaction) {
    InMemoryBankHub hub = InMemoryBankHub.create();
    for (JsonNode state : interaction.json().get("providerStates")) {
      Map<String, ?> parameters =
          state.has("params") ? JSON.convertValue(state.get("params"), FIELDS) : Map.of();
      hub.control().pactState(state.get("name").asText(), parameters);
    }
    return hub;
  }

  /** In memory a client renews an expired access token, so only wrong credentials give 401. */
  private static int inMemory(Operation operation, SpecTest.Interaction interaction) {
    InMemoryBankHub service = hubFor(interaction);
    BankHub hub =
        status(interaction) == 401
            ? service.connectedAs(WRONG, BankHubEnvironment.SANDBOX)
            : service;
    try {
      call(hub, operation, fields(operation, interaction));
      return operation.successStatus();
    } catch (BankHubException e) {
      return e.call().httpStatus().orElse(0);
    }
  }

  private static void call(BankHub hub, Operation operation, Map<String, Object> fields) {
    if (operation.usesAccessToken()) {
      hub.call(operation, fields, (response, zone) -> true);
    } else {
      hub.accessToken();
    }
  }

  private static int overHttp(SpecTest.Interaction interaction) {
    JsonNode request = interaction.json().get("request");
    URI base = URI.create("http://127.0.0.1:1");
    HttpRequest sent =
        new HttpRequest(
            request.get("method").asText(),
            URI.create(base + request.get("path").asText() + SpecTest.query(request.path("query"))),
            Map.of(
                "Authorization",
                List.of(request.at("/headers/Authorization/0").asText()),
                "Content-Type",
                List.of(request.at("/body/contentType").asText("application/json"))),
            body(request));
    return BankHubHttpHandler.of(hubFor(interaction), base).handle(sent).status();
  }

  /** A body that is not JSON is in Base64. */
  private static byte[] body(JsonNode request) {
    JsonNode body = request.at("/body/content");
    if (body.isTextual()) {
      return Base64.getDecoder().decode(body.asText());
    }
    return body.isMissingNode() ? new byte[0] : body.toString().getBytes(UTF_8);
  }

  /** The file in a body with one part. */
  private static byte[] file(JsonNode request) {
    String body = new String(body(request), ISO_8859_1);
    return body.substring(body.indexOf("\r\n\r\n") + 4, body.lastIndexOf("\r\n--"))
        .getBytes(ISO_8859_1);
  }

  private static Map<String, Object> fields(Operation operation, SpecTest.Interaction interaction) {
    JsonNode request = interaction.json().get("request");
    Map<String, Object> fields = new TreeMap<>();
    String path = request.get("path").asText();
    operation
        .pathField()
        .ifPresent(field -> fields.put(field, path.substring(path.lastIndexOf('/') + 1)));
    request
        .path("query")
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().get(0).asText()));
    JsonNode body = request.at("/body/content");
    operation.fileField().ifPresent(field -> fields.put(field, file(request)));
    if (body.isObject()) {
      fields.putAll(JSON.convertValue(body, FIELDS));
    }
    return fields;
  }

  /** What the adapter makes of the response of the pact. */
  private static String adapter(Operation operation, List<SpecTest.Interaction> interactions) {
    return interactions.stream()
        .map(interaction -> adapter(operation, interaction))
        .distinct()
        .sorted()
        .collect(
            Collectors.collectingAndThen(Collectors.joining(", "), it -> it.isEmpty() ? NONE : it));
  }

  private static String adapter(Operation operation, SpecTest.Interaction interaction) {
    byte[] body = interaction.json().at("/response/body/content").toString().getBytes(UTF_8);
    Client client =
        (request, options) ->
            operation.usesAccessToken() && request.url().endsWith(ScriptedClient.TOKEN)
                ? response(request, 201, TOKEN)
                : response(request, status(interaction), body);
    try {
      call(
          FeignBankHub.builder(ScriptedClient.settings()).client(client).build(),
          operation,
          fields(operation, interaction));
      return "the result";
    } catch (BankHubException e) {
      return "`" + e.getClass().getSimpleName() + "`";
    }
  }

  private static Response response(Request request, int status, byte[] body) {
    return Response.builder()
        .request(request)
        .status(status)
        .headers(Map.of("Content-Type", List.of("application/json")))
        .body(body)
        .build();
  }

  /** The Java method of each operation, from the table that OperationsPageTest compares. */
  private static Map<String, String> methods() throws IOException {
    String page = Files.readString(PAGE.resolveSibling("operations.md"));
    Map<String, String> methods = new HashMap<>();
    for (Operation operation : Operation.values()) {
      String name = operation.name();
      String verb =
          operation.usesAccessToken()
              ? name.substring(0, name.indexOf('_')).toLowerCase(Locale.ROOT)
              : "accessToken";
      // The name of a method is its verb, or a part of the object, such as counter.
      Stream.of(verb, "[a-zA-Z]+")
          .map(word -> "\\| `%s` .*?`((?:[a-zA-Z]+\\(\\)\\.)?%s)\\(".formatted(name, word))
          .flatMap(row -> Pattern.compile(row).matcher(page).results())
          .forEach(found -> methods.putIfAbsent(name, "`" + found.group(1) + "`"));
    }
    return methods;
  }

  /** All contracts in memory, without the one of faults. */
  @ExtendWith(Recorder.class)
  static class Contracts extends BankHubContract {

    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration responseTimeout) {
      Recorder.SERVICES.add(service);
      return service.connectedAs(credentials, rules);
    }
  }

  /** Records which responses the tests of the contracts get. The tests run one after another. */
  static final class Recorder implements AfterEachCallback {

    private static final ConcurrentLinkedQueue<InMemoryBankHub> SERVICES =
        new ConcurrentLinkedQueue<>();
    private static final Map<String, TreeSet<String>> RULES = new ConcurrentHashMap<>();
    private static final Pattern RULE = Pattern.compile("^[A-Z]+_[0-9]+");

    static Map<String, Integer> rulesByResponse() {
      EngineTestKit.engine("junit-jupiter")
          .selectors(nested())
          .execute()
          .testEvents()
          .assertStatistics(statistics -> statistics.failed(0));
      return RULES.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().size()));
    }

    private static NestedClassSelector[] nested() {
      return Arrays.stream(BankHubContract.class.getDeclaredClasses())
          .filter(contract -> !contract.getSimpleName().equals("Faults"))
          .map(contract -> selectNestedClass(List.of(Contracts.class), contract))
          .toArray(NestedClassSelector[]::new);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      Matcher rule = RULE.matcher(context.getRequiredTestMethod().getName());
      for (InMemoryBankHub service : SERVICES) {
        if (rule.lookingAt()) {
          responses(service)
              .forEach(it -> RULES.computeIfAbsent(it, any -> new TreeSet<>()).add(rule.group()));
        }
      }
      SERVICES.clear();
    }

    private static Stream<String> responses(InMemoryBankHub service) {
      return service.control().journal().stream().map(Recorder::response);
    }

    private static String response(JournalEntry entry) {
      return entry.operation() + " " + entry.status();
    }
  }
}
