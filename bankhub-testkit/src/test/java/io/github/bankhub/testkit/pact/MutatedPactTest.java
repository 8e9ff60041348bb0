package io.github.bankhub.testkit.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.ReaderPactSource;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junitsupport.loader.PactLoader;
import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.testkit.BankHubServer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Mutants test the verification: each change of the shipped pact fails one interaction. */
class MutatedPactTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ThreadLocal<JsonNode> PACT = new ThreadLocal<>();

  /** States that a hub without data is in already, so that nothing changes without them. */
  private static final Set<String> ALREADY_GIVEN =
      Set.of(
          "the client does not exist",
          "the access token has expired",
          "the company does not exist",
          "the bank account is not linked to the company",
          "the bank account does not exist",
          "the transaction does not exist",
          "the link token does not exist",
          "errors come in the observed shape");

  @Test
  void the_shipped_pact_succeeds() {
    verify(shipped()).assertStatistics(seen -> seen.started(size()).succeeded(size()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void a_changed_pact_fails(Change change) {
    verify(change.pact()).assertStatistics(seen -> seen.started(1).failed(1));
  }

  @Test
  void an_unknown_state_is_named_in_the_failure() {
    JsonNode pact = shipped();
    ((ObjectNode) pact.at("/interactions/0/providerStates/0"))
        .put("name", "a state without handler");
    assertThat(
            verify(pact).failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getCause().getMessage()))
        .singleElement()
        .asString()
        .contains("a state without handler");
  }

  static Stream<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (int at = 0; at < size(); at++) {
      JsonNode interaction = shipped().get("interactions").get(at);
      String what = interaction.get("description").asText();
      add(changes, what + ": another status", at, one -> response(one).put("status", 299));
      for (JsonNode state : interaction.get("providerStates")) {
        String name = state.get("name").asText();
        add(changes, what + ": an unknown state for " + name, at, one -> rename(one, name));
        boolean sameWithout = what.endsWith("with 404") && name.equals("a company exists");
        if (!ALREADY_GIVEN.contains(name) && !sameWithout) {
          add(changes, what + ": without " + name, at, one -> remove(one, name));
        }
      }
      for (String field : fields(interaction)) {
        add(changes, what + ": a response without " + field, at, one -> requireAnother(one, field));
      }
    }
    return changes.stream();
  }

  private static void add(List<Change> changes, String name, int at, Consumer<ObjectNode> edit) {
    ObjectNode pact = shipped();
    ObjectNode changed = (ObjectNode) pact.get("interactions").get(at);
    edit.accept(changed);
    pact.putArray("interactions").add(changed);
    changes.add(new Change(name, pact));
  }

  private static ObjectNode response(ObjectNode interaction) {
    return (ObjectNode) interaction.get("response");
  }

  private static void rename(ObjectNode interaction, String state) {
    for (JsonNode one : interaction.get("providerStates")) {
      if (one.get("name").asText().equals(state)) {
        ((ObjectNode) one).put("name", "not " + state);
      }
    }
  }

  private static void remove(ObjectNode interaction, String state) {
    ArrayNode states = (ArrayNode) interaction.get("providerStates");
    for (int i = states.size() - 1; i >= 0; i--) {
      if (states.get(i).get("name").asText().equals(state)) {
        states.remove(i);
      }
    }
  }

  private static List<String> fields(JsonNode interaction) {
    List<String> names = new ArrayList<>();
    interaction.at("/response/body/content").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Makes the pact require a field that the provider does not send. */
  private static void requireAnother(ObjectNode interaction, String field) {
    ObjectNode content = (ObjectNode) interaction.at("/response/body/content");
    content.set(field + "_lost", content.get(field));
  }

  private static int size() {
    return shipped().get("interactions").size();
  }

  private static ObjectNode shipped() {
    try (Reader text = ShippedPacts.open(ShippedPacts.names().get(0))) {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Events verify(JsonNode pact) {
    PACT.set(pact);
    try {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(Mutated.class))
          .execute()
          .testEvents();
    } finally {
      PACT.remove();
    }
  }

  record Change(String name, JsonNode pact) {
    @Override
    public String toString() {
      return name;
    }
  }

  @PactSource(Loader.class)
  static class Mutated extends OfflineHubPact {

    /** An interaction with an unknown state sends no request, so the next one would not begin. */
    @Override
    void prepare(PactVerificationContext interaction, BankHubServer started) {
      started.hub().control().reset();
      super.prepare(interaction, started);
    }
  }

  public static final class Loader implements PactLoader {

    @Override
    public List<Pact> load(String provider) {
      return List.of(DefaultPactReader.INSTANCE.loadPact(new StringReader(PACT.get().toString())));
    }

    @Override
    public au.com.dius.pact.core.model.PactSource getPactSource() {
      return ReaderPactSource.INSTANCE;
    }
  }
}
