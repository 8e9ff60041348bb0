package io.github.bankhub.testkit.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
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
import org.junit.jupiter.params.provider.Arguments;
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

  /**
   * All changes of one interaction make one pact: a run of the verification costs more than they
   * do.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void a_changed_interaction_fails(String interaction, List<ObjectNode> changes) {
    Events seen = verify(shipped(changes));
    assertThat(seen.succeeded().stream().map(event -> event.getTestDescriptor().getDisplayName()))
        .isEmpty();
    seen.assertStatistics(it -> it.started(changes.size()).failed(changes.size()));
  }

  @Test
  void an_unknown_state_is_named_in_the_failure() {
    ObjectNode interaction = (ObjectNode) shipped().at("/interactions/0");
    ((ObjectNode) interaction.at("/providerStates/0")).put("name", "a state without handler");
    assertThat(
            verify(shipped(List.of(interaction))).failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getCause().getMessage()))
        .singleElement()
        .asString()
        .contains("a state without handler");
  }

  static Stream<Arguments> changes() {
    return shipped()
        .get("interactions")
        .valueStream()
        .map(one -> arguments(one.get("description").asText(), changesOf(one)));
  }

  private static List<ObjectNode> changesOf(JsonNode interaction) {
    List<ObjectNode> changes = new ArrayList<>();
    add(changes, "another status", interaction, one -> response(one).put("status", 299));
    for (JsonNode state : interaction.get("providerStates")) {
      String name = state.get("name").asText();
      add(changes, "an unknown state for " + name, interaction, one -> rename(one, name));
      boolean sameWithout =
          interaction.get("description").asText().endsWith("with 404")
              && name.equals("a company exists");
      if (!ALREADY_GIVEN.contains(name) && !sameWithout) {
        add(changes, "without " + name, interaction, one -> remove(one, name));
      }
    }
    for (String field : fields(interaction)) {
      add(changes, "a response without " + field, interaction, one -> requireAnother(one, field));
    }
    return changes;
  }

  /** Pact takes interactions of one description and state for the same. */
  private static void add(
      List<ObjectNode> changes, String name, JsonNode interaction, Consumer<ObjectNode> edit) {
    ObjectNode changed = interaction.deepCopy();
    changed.put("description", changed.get("description").asText() + ": " + name);
    edit.accept(changed);
    changes.add(changed);
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

  private static ObjectNode shipped(List<ObjectNode> interactions) {
    ObjectNode pact = shipped();
    pact.putArray("interactions").addAll(interactions);
    return pact;
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
