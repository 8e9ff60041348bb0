package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.SandboxRules.Result;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.SampleCalls;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;

/** The comparison with SePay's sandbox, shown with another Bank Hub in its place. */
class ParityTest {

  private static final JsonMapper JSON = new JsonMapper();

  @AutoClose private final InMemoryBankHub hub = hub();
  @AutoClose private final BankHubServer server = BankHubServer.start(hub);

  static InMemoryBankHub hub() {
    return InMemoryBankHub.builder().data(SampleCalls::addData).build();
  }

  private List<Parity.Seen> offline() {
    return seen(server.baseUri(), hub);
  }

  private static List<Parity.Seen> seen(URI base, InMemoryBankHub hub) {
    return Parity.of(base, hub.control().credentials(), Optional.of(Samples.COMPANY), true);
  }

  @Test
  void two_offline_hubs_are_the_same() {
    InMemoryBankHub other = hub();
    try (other;
        BankHubServer there = BankHubServer.start(other)) {
      List<Parity.Seen> seen = seen(there.baseUri(), other);
      assertThat(seen).allMatch(Parity.Seen::isSent).allMatch(one -> one.status() != 401);
      assertThat(seen.stream().map(one -> one.rule().operation())).contains(Operation.values());
      assertThat(Parity.report("today", offline(), seen)).doesNotContain("different");
    }
  }

  @Test
  void only_a_run_that_may_write_changes_data() {
    List<Parity.Seen> seen =
        Parity.of(server.baseUri(), hub.control().credentials(), Optional.empty(), false);
    assertThat(hub.control().journal()).allMatch(entry -> Parity.keepsData(entry.operation()));
    assertThat(Parity.report("today", seen, seen)).contains("| not sent |");
  }

  @Test
  void the_report_names_each_difference_and_no_secret() throws IOException {
    InMemoryBankHub other = hub();
    HttpServer service = start(other);
    try {
      URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
      List<Parity.Seen> seen = seen(base, other);
      String report = Parity.report("2026-01-31", offline(), seen);
      List<String> different = report.lines().filter(row -> row.contains("**different**")).toList();
      assertThat(different).hasSize(6);
      assertThat(different.get(0)).startsWith("| CO-04").contains("active boolean");
      assertThat(different.get(1)).startsWith("| CO-07").contains("active boolean");
      assertThat(different.get(2)).startsWith("| BA-04").contains("active boolean");
      assertThat(different.get(3)).startsWith("| BA-07").contains("active boolean");
      assertThat(different.get(4)).startsWith("| LT-11").contains("`200 {data {");
      assertThat(different.get(5)).startsWith("| LT-15").contains("`404 {code number, errors null");
      Map<String, ObjectNode> recordings = Parity.recordings(seen);
      recordings.values().forEach(CorpusTest::assertIsRead);
      assertThat(CorpusTest.leaks(other, seen, Map.of("report", report, "recordings", recordings)))
          .isEmpty();
    } finally {
      service.stop(0);
    }
  }

  @Test
  void rules_of_the_contracts_run_against_an_address_and_name_a_difference() throws IOException {
    InMemoryBankHub other = hub();
    HttpServer service = start(other);
    try {
      URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
      List<Result> results = SandboxRules.run(target(base, other));
      assertThat(results)
          .filteredOn(result -> result.status() == Status.SUCCESSFUL)
          .hasSizeGreaterThan(30);
      assertThat(results)
          .filteredOn(result -> result.status() == Status.ABORTED)
          .allMatch(result -> result.seen().startsWith("the rule "));
      assertThat(other.control().journal())
          .filteredOn(entry -> !Parity.keepsData(entry.operation()))
          .allMatch(entry -> entry.status() >= 400);
      String report = SandboxRules.report(results);
      assertThat(report.lines().filter(row -> row.contains("**different**")))
          .singleElement()
          .asString()
          .startsWith("| LT-15 | CreateLinkToken | only the company is named");
      assertThat(CorpusTest.leaks(other, List.of(), Map.of("report", report))).isEmpty();
    } finally {
      service.stop(0);
    }
  }

  private static SandboxRules.Target target(URI base, InMemoryBankHub hub) {
    return new SandboxRules.Target(
        BankHubEnvironment.SANDBOX.withBaseUri(base),
        hub.control().credentials(),
        Samples.COMPANY,
        true);
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
