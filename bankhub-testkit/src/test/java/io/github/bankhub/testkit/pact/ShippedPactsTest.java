package io.github.bankhub.testkit.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junitsupport.IgnoreMissingStateChange;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShippedPactsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Nested
  @PactSource(ShippedPactLoader.class)
  class The_offline_hub extends OfflineHubPact {}

  /** The samples have the ids of the pact, some of which an interaction expects not to exist. */
  @Nested
  @PactSource(ShippedPactLoader.class)
  class The_offline_hub_with_the_samples extends OfflineHubPact {

    The_offline_hub_with_the_samples() {
      super(withSamples());
    }
  }

  /** A verifier of another language: it knows only the URL. */
  @Nested
  @PactSource(ShippedPactLoader.class)
  @IgnoreMissingStateChange
  class The_state_change_URL extends OfflineHubPact {

    The_state_change_URL() {
      super(withSamples());
    }

    @Override
    void prepare(PactVerificationContext interaction, BankHubServer started) {
      interaction
          .getInteraction()
          .getProviderStates()
          .forEach(state -> post(started, state.getName(), state.getParams()));
    }
  }

  private static InMemoryBankHub withSamples() {
    return InMemoryBankHub.builder().data(Control::addSamples).build();
  }

  private static void post(BankHubServer server, String state, Map<String, Object> params) {
    Map<String, Object> body = Map.of("state", state, "params", params, "action", "setup");
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.baseUri() + "/_testkit/pact-state"))
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A stub returns the first interaction that matches. So it must be the success. */
  @Test
  void have_the_success_of_each_request_before_its_failures() throws IOException {
    Map<String, Integer> first = new LinkedHashMap<>();
    List<String> withSuccess = new ArrayList<>();
    for (JsonNode interaction : interactions()) {
      JsonNode request = interaction.get("request");
      String key =
          request.get("method")
              + " "
              + request.get("path")
              + request.path("query")
              + request.at("/body/content");
      int status = interaction.at("/response/status").asInt();
      first.putIfAbsent(key, status);
      if (status < 300) {
        withSuccess.add(key);
      }
    }
    assertThat(withSuccess).hasSizeGreaterThan(8);
    assertThat(first)
        .allSatisfy((key, status) -> assertThat(status < 300).isEqualTo(withSuccess.contains(key)));
  }

  @Test
  void have_the_plainest_create_and_the_accounts_of_one_company() throws IOException {
    assertThat(interactions())
        .anySatisfy(
            it ->
                assertThat(it.at("/request/body/content").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("company_xid", "purpose"))
        .anySatisfy(
            it -> {
              assertThat(it.at("/request/path").asText()).isEqualTo("/v1/bank-account");
              assertThat(it.at("/request/query/company_xid")).hasSize(1);
            });
  }

  private static JsonNode interactions() throws IOException {
    try (Reader pact = ShippedPacts.open("bankhub-sepay-bank-hub.json")) {
      return JSON.readTree(pact).get("interactions");
    }
  }

  @Test
  void are_listed_by_an_index() {
    assertThat(ShippedPacts.names())
        .containsExactly(
            "bankhub-sepay-bank-hub.json",
            "sepay-bank-hub-merchant-webhook-endpoint.json",
            "sepay-bank-hub-merchant-ipn-endpoint.json");
  }

  @Test
  void are_not_found_by_another_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShippedPacts.open("other.json"))
        .withMessageContaining("other.json");
  }

  @Test
  void are_loaded_only_for_their_provider() throws IOException {
    ShippedPactLoader loader = new ShippedPactLoader();
    assertThat(loader.load("sepay-bank-hub")).hasSize(1);
    assertThat(loader.load("merchant-webhook-endpoint")).hasSize(1);
    assertThat(loader.load("merchant-ipn-endpoint")).hasSize(1);
    assertThat(loader.load("another")).isEmpty();
    assertThat(loader.description()).contains(ShippedPacts.FOLDER);
    assertThat(loader.getPactSource()).isNotNull();
  }

  @Test
  void need_the_parameters_of_their_states() {
    ProviderStates states = new ProviderStates(InMemoryBankHub.create().control());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> states.company(Map.of()))
        .withMessageContaining("company_xid");
  }
}
