package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import feign.Client;
import feign.Response;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The comparison with SePay's sandbox, shown with another Bank Hub in its place. */
class ParityTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  @AutoClose private final InMemoryBankHub hub = hub();
  @AutoClose private final BankHubServer server = BankHubServer.start(hub);

  private static InMemoryBankHub hub() {
    return InMemoryBankHub.builder().data(control -> control.addSamples()).build();
  }

  private List<Parity.Seen> offline() {
    return Parity.of(server.baseUri(), hub.control().credentials());
  }

  @Test
  void two_offline_hubs_are_the_same() {
    assertThat(Parity.report("today", offline(), offline())).doesNotContain("different");
  }

  @Test
  void the_report_names_each_difference_and_no_secret() throws IOException {
    InMemoryBankHub other = hub();
    HttpServer service = start(other);
    try {
      URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
      List<Parity.Seen> seen = Parity.of(base, other.control().credentials());
      String report = Parity.report("2026-01-31", offline(), seen);
      List<String> different = report.lines().filter(row -> row.contains("**different**")).toList();
      assertThat(different).hasSize(5);
      assertThat(different.get(0)).startsWith("| CO-04").contains("active boolean");
      assertThat(different.get(1)).startsWith("| CO-07").contains("active boolean");
      assertThat(different.get(2)).startsWith("| BA-04").contains("active boolean");
      assertThat(different.get(3)).startsWith("| LT-11").contains("`200 {data {");
      assertThat(different.get(4)).startsWith("| LT-15").contains("`404 {code number, errors null");
      seen.forEach(one -> assertIsRead(one.recording()));
      assertThat(report + seen.stream().map(Parity.Seen::recording).toList())
          .doesNotContain(other.control().credentials().clientSecret().reveal())
          .doesNotContain(seen.get(0).body().get("access_token").asText())
          .doesNotContain(seen.get(8).body().at("/data/link_token").asText())
          .doesNotContain("NGUYEN VAN A");
    } finally {
      service.stop(0);
    }
  }

  /** The client reads a recorded response as it was: a result, or a failure with its status. */
  static void assertIsRead(ObjectNode recording) {
    Operation operation = Operation.valueOf(recording.get("operation").asText());
    int status = recording.get("status").asInt();
    byte[] body = recording.get("body").toString().getBytes(UTF_8);
    Client client =
        (request, options) ->
            request.url().endsWith(ScriptedClient.TOKEN) && operation.usesAccessToken()
                ? response(request, 201, "{\"access_token\":\"t\",\"ttl\":60000}".getBytes(UTF_8))
                : response(request, status, body);
    Map<String, Object> fields = JSON.convertValue(recording.get("fields"), FIELDS);
    assertThat(status(client, operation, fields))
        .as(recording.toString())
        .isEqualTo(status < 300 ? operation.successStatus() : status);
  }

  private static int status(Client client, Operation operation, Map<String, Object> fields) {
    BankHub hub = FeignBankHub.builder(ScriptedClient.settings()).client(client).build();
    try {
      if (operation.usesAccessToken()) {
        hub.call(operation, fields, (response, zone) -> true);
      } else {
        hub.accessToken();
      }
      return operation.successStatus();
    } catch (BankHubException e) {
      return e.call().httpStatus().orElse(0);
    }
  }

  private static Response response(feign.Request request, int status, byte[] body) {
    return Response.builder()
        .request(request)
        .status(status)
        .headers(Map.of("Content-Type", List.of("application/json")))
        .body(body)
        .build();
  }

  /** An offline hub at another address, with three differences. */
  private static HttpServer start(InMemoryBankHub other) throws IOException {
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    BankHubHttpHandler handler = BankHubHttpHandler.of(other, base);
    service.createContext(
        "/",
        exchange -> {
          HttpResponse response =
              handler.handle(
                  new HttpRequest(
                      exchange.getRequestMethod(),
                      URI.create(base + exchange.getRequestURI().toString()),
                      exchange.getRequestHeaders(),
                      exchange.getRequestBody().readAllBytes()));
          send(exchange, response.status(), JSON.readTree(response.body()));
        });
    service.start();
    return service;
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    boolean isCreate = exchange.getRequestURI().getPath().equals("/v1/link-token/create");
    int sentStatus = status;
    JsonNode sent = body;
    if (isCreate && status == 201) {
      sentStatus = 200;
      sent = JSON.createObjectNode().set("data", body);
    } else if (isCreate && body.path("messages").has("company_xid")) {
      sentStatus = 404;
      sent = JSON.createObjectNode().put("code", 404).put("message", "x").putNull("errors");
    } else {
      body.findParents("active").forEach(it -> ((ObjectNode) it).put("active", true));
    }
    byte[] bytes = JSON.writeValueAsBytes(sent);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(sentStatus, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
