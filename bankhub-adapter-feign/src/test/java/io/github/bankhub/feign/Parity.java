package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The same requests for two Bank Hubs, and the form of their responses: statuses, and names and
 * types of fields.
 */
final class Parity {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BOUNDARY = "bankhub-parity";
  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

  /** The values that a recording keeps. All others may be secret or personal. */
  private static final Set<String> KEPT =
      Set.of(
          "account_type",
          "active",
          "brand_name",
          "code",
          "event",
          "purpose",
          "state",
          "status",
          "transfer_type",
          "ttl");

  private static final List<Rule> RULES =
      List.of(
          rule("CO-04", "a list of companies in data, with meta", Operation.LIST_COMPANIES),
          rule("BA-03", "400 for more than 100 items", Operation.LIST_COMPANIES, "per_page", 101),
          rule("CO-07", "a company in data", Operation.GET_COMPANY, "xid", "$company"),
          rule("ID-03", "404 for an unknown company", Operation.GET_COMPANY, "xid", UNKNOWN),
          rule("CO-40", "days and a total", Operation.GET_COMPANY_COUNTER, "xid", "$company"),
          rule("BA-04", "a list of accounts in data, with meta", Operation.LIST_BANK_ACCOUNTS),
          rule("BA-07", "an account in data", Operation.GET_BANK_ACCOUNT, "xid", "$account"),
          rule("ID-03", "404 for an unknown account", Operation.GET_BANK_ACCOUNT, "xid", UNKNOWN),
          rule("TX-04", "a list of transactions in data, with meta", Operation.LIST_TRANSACTIONS),
          rule(
              "TX-07",
              "a transaction in data",
              Operation.GET_TRANSACTION,
              "transaction_id",
              "$transaction"),
          rule(
              "ID-03",
              "404 for an unknown transaction",
              Operation.GET_TRANSACTION,
              "transaction_id",
              UNKNOWN),
          rule("MS-01", "the settings of the merchant", Operation.GET_MERCHANT_SETTINGS),
          rule("MS-30", "days and a total", Operation.GET_MERCHANT_COUNTER),
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
              UNKNOWN,
              "purpose",
              "LINK_BANK_ACCOUNT"),
          rule(
              "LT-17",
              "400 for a missing purpose",
              Operation.CREATE_LINK_TOKEN,
              "company_xid",
              "$company"),
          rule("LI-01", "the details", Operation.GET_LINK_TOKEN, "link_token", "$link_token"),
          rule(
              "LI-03", "404 for an unknown token", Operation.GET_LINK_TOKEN, "link_token", UNKNOWN),
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
              "$link_token_xid"),
          rule(
              "CO-10",
              "201 and the id of the company",
              Operation.CREATE_COMPANY,
              "full_name",
              "$new_name",
              "status",
              "Active"),
          rule(
              "CO-20",
              "200 for a change of the new company",
              Operation.EDIT_COMPANY,
              "xid",
              "$new_company",
              "payment_code",
              "on"),
          rule(
              "TX-10",
              "the simulated transaction",
              Operation.CREATE_TRANSACTION,
              "bank_account_xid",
              "$account",
              "transfer_type",
              "credit",
              "amount",
              1000,
              "transaction_content",
              "BANKHUB PARITY"),
          rule(
              "MS-10",
              "the changed settings",
              Operation.CHANGE_MERCHANT_SETTINGS,
              "transaction_whitelist_remark_keywords",
              "$keywords"),
          rule("MS-20", "the address of the logo", Operation.UPLOAD_LOGO),
          rule("WS-01", "the webhook, or null", Operation.GET_WEBHOOK_SETTINGS),
          // A webhook that was set could not be set back: its secret is masked.
          rule(
              "WS-16",
              "400 for an unknown event",
              Operation.SET_WEBHOOK_SETTINGS,
              "webhook_url",
              "https://yourapp.example/webhooks/bank-hub",
              "auth_type",
              "SECRET_KEY",
              "secret_key",
              "not-a-real-secret",
              "allow_events",
              List.of("NO_SUCH_EVENT")));

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI base;
  private final Map<Object, JsonNode> ids = new HashMap<>();
  private String authorization;

  private Parity(URI base, ClientCredentials client) {
    this.base = base;
    String basic = client.clientId() + ":" + client.clientSecret().reveal();
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(UTF_8));
  }

  /**
   * The responses of a Bank Hub to the request of each rule.
   *
   * @param company the company to use, otherwise the first one
   * @param mayWrite whether to send requests that change the data of the merchant
   */
  static List<Seen> of(
      URI base, ClientCredentials client, Optional<CompanyXid> company, boolean mayWrite) {
    Parity parity = new Parity(base, client);
    company.ifPresent(xid -> parity.remember("$company", TextNode.valueOf(xid.value())));
    return parity.run(mayWrite);
  }

  /** {@return true for a read, and for link tokens: they expire} */
  static boolean keepsData(Operation operation) {
    return switch (operation) {
      case CREATE_ACCESS_TOKEN, CREATE_LINK_TOKEN, REVOKE_LINK_TOKEN -> true;
      default -> operation.isSafe();
    };
  }

  private List<Seen> run(boolean mayWrite) {
    List<Seen> seen = new ArrayList<>();
    Seen token = send(rule("AT-01", "201 and a token", Operation.CREATE_ACCESS_TOKEN), Map.of());
    authorization = "Bearer " + token.body().path("access_token").asText();
    seen.add(token);
    remember("$new_name", TextNode.valueOf("BANKHUB PARITY " + Instant.now()));
    for (Rule rule : RULES) {
      Seen one = mayWrite || keepsData(rule.operation()) ? send(rule) : notSent(rule);
      remember(rule.operation(), one.body());
      seen.add(one);
    }
    return seen;
  }

  private void remember(Operation operation, JsonNode body) {
    switch (operation) {
      case LIST_COMPANIES -> remember("$company", body.at("/data/0/xid"));
      case LIST_BANK_ACCOUNTS -> remember("$account", body.at("/data/0/xid"));
      case LIST_TRANSACTIONS -> remember("$transaction", body.at("/data/0/transaction_id"));
      case GET_MERCHANT_SETTINGS ->
          remember("$keywords", body.at("/data/transaction_whitelist_remark_keywords"));
      case CREATE_COMPANY -> remember("$new_company", body.at("/data/xid"));
      case CREATE_LINK_TOKEN -> {
        JsonNode created = body.path("data").isObject() ? body.get("data") : body;
        remember("$link_token", created.path("link_token"));
        remember("$link_token_xid", created.path("xid"));
      }
      default -> {
        // Its response has nothing that another request needs.
      }
    }
  }

  private void remember(String name, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      ids.putIfAbsent(name, value);
    }
  }

  private static Seen notSent(Rule rule) {
    return new Seen(rule, 0, JsonNodeFactory.instance.missingNode());
  }

  private Seen send(Rule rule) {
    Map<String, JsonNode> fields = new TreeMap<>();
    for (Map.Entry<String, Object> field : rule.fields().entrySet()) {
      JsonNode value =
          isId(field.getValue()) ? ids.get(field.getValue()) : JSON.valueToTree(field.getValue());
      if (value == null) {
        return notSent(rule);
      }
      fields.put(field.getKey(), value);
    }
    return send(rule, fields);
  }

  private Seen send(Rule rule, Map<String, JsonNode> fields) {
    Operation operation = rule.operation();
    Map<String, JsonNode> rest = new TreeMap<>(fields);
    String path =
        operation
            .pathField()
            .map(it -> operation.path().replace("{" + it + "}", rest.remove(it).asText()))
            .orElse(operation.path());
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
    request.header("Authorization", authorization);
    if (operation.method().equals("GET")) {
      request.uri(URI.create(base + path + query(rest))).GET();
    } else {
      boolean isFile = operation.fileField().isPresent();
      request.header(
          "Content-Type",
          isFile ? "multipart/form-data; boundary=" + BOUNDARY : "application/json");
      String body = operation.usesAccessToken() ? JSON.valueToTree(rest).toString() : "";
      request
          .uri(URI.create(base + path))
          .POST(BodyPublishers.ofString(isFile ? logo() : body, isFile ? ISO_8859_1 : UTF_8));
    }
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

  private static String logo() {
    return """
    --%1$s\r
    Content-Disposition: form-data; name="logo"; filename="logo.png"\r
    Content-Type: image/png\r
    \r
    %2$s\r
    --%1$s--\r
    """
        .formatted(BOUNDARY, new String(Samples.LOGO.bytes(), ISO_8859_1));
  }

  private static String query(Map<String, JsonNode> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue().asText(), UTF_8))
        .collect(Collectors.joining("&", fields.isEmpty() ? "" : "?", ""));
  }

  /** The value of an earlier response. */
  private static boolean isId(Object value) {
    return value.toString().startsWith("$");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  /** Writes each request that was sent, with its response, to a file of its own. */
  static void write(List<Seen> all, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, ObjectNode> recording : recordings(all).entrySet()) {
      Files.writeString(
          folder.resolve(recording.getKey()), recording.getValue().toPrettyString() + "\n");
    }
  }

  /** The recordings, without secrets and personal data, by the names of their files. */
  static Map<String, ObjectNode> recordings(List<Seen> all) {
    Map<String, ObjectNode> recordings = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      Seen seen = all.get(i);
      if (seen.isSent()) {
        String name =
            "%02d-%s-%s.json".formatted(i, seen.rule().number(), seen.rule().operation().name());
        recordings.put(name, seen.recording());
      }
    }
    return recordings;
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
                  !seen.isSent()
                      ? "not sent"
                      : expected.equals(seen.form()) ? "same" : "**different**"));
    }
    return report.toString();
  }

  private static Rule rule(String number, String says, Operation operation, Object... fields) {
    Map<String, Object> all = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i].toString(), fields[i + 1]);
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
    if (value.isBoolean() || value.isNull() || KEPT.contains(name) || isHarmless(value.asText())) {
      return value;
    }
    if (value.isNumber()) {
      return JsonNodeFactory.instance.numberNode(1);
    }
    return TextNode.valueOf(
        name.matches(".*_ur[il]") ? "https://bankhub.example/redacted" : "redacted");
  }

  /** A flag, a date, or a date and time. */
  private static boolean isHarmless(String text) {
    return text.matches("[01]?|[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9:]{8})?");
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** A request, and what SePay's documentation says of its response. */
  record Rule(String number, String says, Operation operation, Map<String, Object> fields) {}

  /** A response. */
  record Seen(Rule rule, int status, JsonNode body) {

    /** {@return false if it changes data and must not, or needs an object that is not there} */
    boolean isSent() {
      return status != 0;
    }

    String form() {
      return isSent() ? status + " " + Parity.form(body) : "";
    }

    /** The request and the response, without secrets and personal data. */
    ObjectNode recording() {
      ObjectNode recording = JSON.createObjectNode();
      recording.put("operation", rule.operation().name());
      ObjectNode fields = recording.putObject("fields");
      rule.fields()
          .forEach(
              (name, value) ->
                  fields.set(name, JSON.valueToTree(isId(value) ? "redacted" : value)));
      recording.put("status", status);
      recording.set("body", redacted("", body));
      return recording;
    }
  }
}
