package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Response;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.SampleCalls;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded responses, without secrets: the client reads them, and they fit the description. */
class CorpusTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FOLDER = Path.of("src", "test", "resources", "corpus");

  @Test
  void the_corpus_is_what_the_offline_hub_responds_and_has_no_secret() throws IOException {
    try (InMemoryBankHub hub = ParityTest.hub();
        BankHubServer server = BankHubServer.start(hub)) {
      List<Parity.Seen> seen =
          Parity.of(
              server.baseUri(), hub.control().credentials(), Optional.of(Samples.COMPANY), true);
      if (Boolean.getBoolean("bankhub.docs.write")) {
        Parity.write(seen, FOLDER);
      }
      Map<String, String> texts = new TreeMap<>();
      Parity.recordings(seen).forEach((name, recording) -> texts.put(name, recording.toString()));
      Map<String, JsonNode> corpus = corpus();
      assertThat(corpus.keySet()).isEqualTo(texts.keySet());
      assertThat(corpus)
          .as("update it with -Dbankhub.docs.write=true")
          .allSatisfy((name, recording) -> assertThat(recording).hasToString(texts.get(name)));
      assertThat(leaks(hub, seen, corpus)).isEmpty();
    }
  }

  @Test
  void the_client_reads_each_recording() throws IOException {
    assertThat(corpus()).isNotEmpty().allSatisfy((name, recording) -> assertIsRead(recording));
  }

  @Test
  void each_recording_fits_the_description() throws IOException {
    assertThat(corpus())
        .allSatisfy(
            (name, recording) -> {
              Operation operation = operation(recording);
              Spec.assertValidResponse(
                  operation.method(),
                  operation.path().replaceFirst("\\{.+}", "redacted"),
                  recording.get("status").asInt(),
                  recording.get("body").toString());
            });
  }

  private static Map<String, JsonNode> corpus() throws IOException {
    Map<String, JsonNode> corpus = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        corpus.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
      }
    }
    return corpus;
  }

  private static Operation operation(JsonNode recording) {
    return Operation.valueOf(recording.get("operation").asText());
  }

  /** The client reads a recorded response as it was: a result, or a failure with its status. */
  static void assertIsRead(JsonNode recording) {
    Operation operation = operation(recording);
    int status = recording.get("status").asInt();
    Client client =
        (request, options) ->
            request.url().endsWith(ScriptedClient.TOKEN) && operation.usesAccessToken()
                ? response(request, 201, "{\"access_token\":\"t\",\"ttl\":60000}")
                : response(request, status, recording.get("body").toString());
    assertThat(status(client, operation))
        .as(recording.toString())
        .isEqualTo(status < 300 ? operation.successStatus() : status);
  }

  private static int status(Client client, Operation operation) {
    try (FeignBankHub hub =
        FeignBankHub.builder(ScriptedClient.settings()).client(client).build()) {
      SampleCalls.perform(operation, hub);
      return operation.successStatus();
    } catch (BankHubException e) {
      return e.call().httpStatus().orElse(0);
    }
  }

  private static Response response(feign.Request request, int status, String body) {
    return Response.builder()
        .request(request)
        .status(status)
        .headers(Map.of("Content-Type", List.of("application/json")))
        .body(body, UTF_8)
        .build();
  }

  /** The secrets and personal data of a run that texts show. */
  static Set<String> leaks(InMemoryBankHub hub, List<Parity.Seen> seen, Map<String, ?> texts) {
    SecretScan scan = new SecretScan();
    texts.forEach(scan::read);
    scan.secret("client id", hub.control().credentials().clientId());
    scan.secret("client secret", hub.control().credentials().clientSecret().reveal());
    scan.secret("company", Samples.COMPANY.value());
    for (SandboxAccount account : SandboxAccount.all()) {
      scan.secret("account number " + account.number(), account.number());
      scan.secret("holder " + account.holder(), account.holder());
      scan.secret("phone " + account.phone(), account.phone());
      scan.secret("identification " + account.identification(), account.identification());
    }
    for (Parity.Seen one : seen) {
      for (String field : List.of("access_token", "link_token", "hosted_link_url", "full_name")) {
        one.body()
            .findValuesAsText(field)
            .forEach(value -> scan.secret(field + " of " + one.rule().number(), value));
      }
    }
    return scan.leaks();
  }
}
