package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.operation.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The same requests for two Bank Hubs, and the form of their responses: statuses, and names and
 * types of fields. The requests change only link tokens, so a sandbox keeps its data.
 */
final class Parity {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOBODY = "00000000-0000-0000-0000-00000000dead";

  /** The values that a recording keeps. All others may be secret or personal. */
  private static final Set<String> KEPT =
      Set.of("purpose", "status", "state", "active", "transfer_type", "account_type", "brand_name");

  private static final List<Rule> RULES =
      List.of(
          rule("CO-04", "a list of companies in data, with meta", Operation.LIST_COMPANIES),
          rule("BA-03", "400 for more than 100 items", Operation.LIST_COMPANIES, "per_page", "101"),
          rule("CO-07", "a company in data", Operation.GET_COMPANY, "xid", "$company"),
          rule("ID-03", "404 for an unknown company", Operation.GET_COMPANY, "xid", NOBODY),
          rule("BA-04", "a list of accounts in data, with meta", Operation.LIST_BANK_ACCOUNTS),
          rule("ID-03", "404 for an unknown account", Operation.GET_BANK_ACCOUNT, "xid", NOBODY),
          rule("TX-04", "a list of transactions in data, with meta", Operation.LIST_TRANSACTIONS),
          rule(
              "LT-11",
              "201 and the four fields of a link token, not in data",
              Operation.CREATE_LINK_TOKEN,
              "company_xid",
              "$company",
              "purpose",
              "LINK_BANK_ACCOUNT"),
          rule(
              "LT-15",
              "400 or 404 for an unknown company",
              Operation.CREATE_LINK_TOKEN,
              "company_xid",
              NOBODY,
              "purpose",
              "LINK_BANK_ACCOUNT"),
          rule(
              "LT-17",
              "400 for a missing purpose",
              Operation.CREATE_LINK_TOKEN,
              "company_xid",
              "$company"),
          rule("LI-01", "the details", Operation.GET_LINK_TOKEN, "link_token", "$link_token"),
          rule("LI-03", "404 for an unknown token", Operation.GET_LINK_TOKEN, "link_token", NOBODY),
          rule(
              "LR-01",
              "a message",
              Operation.REVOKE_LINK_TOKEN,
              "link_token_xid",
              "$link_token_xid"),
          rule(
              "LR-03",
              "404 for the second revocation",
              Operation.REVOKE_LINK_TOKEN,
              "link_token_xid",
              "$link_token_xid"));

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI base;
  private final Map<String, String> ids = new HashMap<>();
  private String authorization;

  private Parity(URI base, ClientCredentials client) {
    this.base = base;
    String basic = client.clientId() + ":" + client.clientSecret().reveal();
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(UTF_8));
  }

  /** The responses of a Bank Hub to the request of each rule. */
  static List<Seen> of(URI base, ClientCredentials client) {
    return new Parity(base, client).run();
  }

  private List<Seen> run() {
    List<Seen> seen = new ArrayList<>();
    Seen token = send(rule("AT-01", "201 and a token", Operation.CREATE_ACCESS_TOKEN));
    authorization = "Bearer " + token.body().path("access_token").asText();
    seen.add(token);
    for (Rule rule : RULES) {
      Seen one = send(rule);
      remember(rule.operation(), one.body());
      seen.add(one);
    }
    return seen;
  }

  private void remember(Operation operation, JsonNode body) {
    if (operation == Operation.LIST_COMPANIES && !ids.containsKey("$company")) {
      ids.put("$company", body.at("/data/0/xid").asText());
    }
    if (operation == Operation.CREATE_LINK_TOKEN && !ids.containsKey("$link_token")) {
      JsonNode created = body.path("data").isObject() ? body.get("data") : body;
      ids.put("$link_token", created.path("link_token").asText());
      ids.put("$link_token_xid", created.path("xid").asText());
    }
  }

  private Seen send(Rule rule) {
    Map<String, String> fields = new TreeMap<>(rule.fields());
    fields.replaceAll((name, value) -> ids.getOrDefault(value, value));
    Operation operation = rule.operation();
    String path =
        operation
            .pathField()
            .map(field -> operation.path().replace("{" + field + "}", fields.remove(field)))
            .orElse(operation.path());
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
    if (operation.method().equals("GET")) {
      request.uri(URI.create(base + path + query(fields))).GET();
    } else {
      String body = operation.usesAccessToken() ? JSON.valueToTree(fields).toString() : "";
      request.uri(URI.create(base + path)).POST(BodyPublishers.ofString(body));
    }
    request.header("Content-Type", "application/json").header("Authorization", authorization);
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Seen(rule, response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new AssertionError(operation + " at " + base.getHost(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&", fields.isEmpty() ? "" : "?", ""));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  /** A report of two runs, in Markdown. It has no value of a response. */
  static String report(String date, List<Seen> offline, List<Seen> real) {
    StringBuilder report =
        new StringBuilder(
            """
            # Bank Hub and the offline Bank Hub, %s

            | rule | request | the documentation says | offline | seen | |
            |---|---|---|---|---|---|
            """
                .formatted(date));
    for (int i = 0; i < real.size(); i++) {
      Seen seen = real.get(i);
      String expected = offline.get(i).form();
      report.append(
          "| %s | `%s` | %s | `%s` | `%s` | %s |\n"
              .formatted(
                  seen.rule().number(),
                  seen.rule().operation(),
                  seen.rule().says(),
                  expected,
                  seen.form(),
                  expected.equals(seen.form()) ? "same" : "**different**"));
    }
    return report.toString();
  }

  private static Rule rule(String number, String says, Operation operation, String... fields) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    return new Rule(number, says, operation, all);
  }

  private static String form(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .filter(field -> !field.getKey().equals("hint")) // Only the offline hub gives hints.
          .map(field -> field.getKey() + " " + form(field.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.isArray()) {
      return items(value).map(Parity::form).limit(1).collect(Collectors.joining("", "[", "]"));
    }
    return value.getNodeType().toString().toLowerCase(Locale.ROOT);
  }

  private static JsonNode redacted(String name, JsonNode value) {
    if (value.isObject()) {
      ObjectNode all = JSON.createObjectNode();
      value.properties().forEach(it -> all.set(it.getKey(), redacted(it.getKey(), it.getValue())));
      return all;
    }
    if (value.isArray()) {
      return JSON.createArrayNode().addAll(items(value).map(it -> redacted(name, it)).toList());
    }
    if (name.equals("amount") || name.equals("accumulated")) {
      return JsonNodeFactory.instance.numberNode(0);
    }
    if (!value.isTextual() || KEPT.contains(name) || value.asText().matches("[0-9]{4}-.{14}")) {
      return value;
    }
    return JsonNodeFactory.instance.textNode(
        name.endsWith("_url") ? "https://bankhub.example/redacted" : "redacted");
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** A request, and what SePay's documentation says of its response. */
  record Rule(String number, String says, Operation operation, Map<String, String> fields) {}

  /** A response. */
  record Seen(Rule rule, int status, JsonNode body) {

    String form() {
      return status + " " + Parity.form(body);
    }

    /** The request and the response, without secrets and personal data. */
    ObjectNode recording() {
      ObjectNode recording = JSON.createObjectNode();
      recording.put("operation", rule.operation().name());
      ObjectNode fields = recording.putObject("fields");
      rule.fields()
          .forEach((name, value) -> fields.put(name, value.startsWith("$") ? "redacted" : value));
      recording.put("status", status);
      recording.set("body", redacted("", body));
      return recording;
    }
  }
}
