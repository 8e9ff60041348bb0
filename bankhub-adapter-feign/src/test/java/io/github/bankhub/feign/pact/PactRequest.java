package io.github.bankhub.feign.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.SpecExamples;
import java.util.List;
import java.util.function.Consumer;

/** A call in some states. */
record PactRequest<T>(PactCall<T> call, String description, List<PactState> states) {

  /** The row with the success status and these fields of the spec's example, such as "data.xid". */
  PactRow returns(String rule, String fields, Consumer<T> check) {
    Operation operation = call.operation();
    int status = operation.successStatus();
    JsonNode example = SpecExamples.response(operation, status, "lifelike");
    return returns(rule, SpecExamples.only(example, fields.split(", ", -1)), check);
  }

  /** The row with the success status and this body. */
  PactRow returns(String rule, JsonNode body, Consumer<T> check) {
    int status = call.operation().successStatus();
    return row(rule, status, body, hub -> check.accept(call.client().apply(hub)));
  }

  /** The row with 404, for an operation with one reference. */
  PactRow isNotFound(String rule) {
    String name = call.operation().referenceFields().get(0);
    String value = call.fields().path(call.operation().fieldOf(name)).asText();
    Reference missing = new Reference(name, Operation.isSecret(name) ? "***" : value);
    return fails(
        rule,
        404,
        SpecExamples.response(call.operation(), 404, "lifelike"),
        NotFoundException.class,
        failure -> assertThat(failure.possiblyMissing()).containsExactly(missing));
  }

  /** The row with 400 and SePay's documented message. */
  PactRow isInvalid(String rule) {
    return fails(
        rule,
        400,
        SpecExamples.response(call.operation(), 400, "documented"),
        InvalidRequestException.class,
        failure -> assertThat(failure.serviceMessage()).contains("Validation error"));
  }

  <E extends BankHubException> PactRow fails(
      String rule, int status, JsonNode body, Class<E> type, Consumer<E> check) {
    return row(
        rule,
        status,
        body,
        hub -> check.accept(catchThrowableOfType(type, () -> call.client().apply(hub))));
  }

  private PactRow row(String rule, int status, JsonNode body, Consumer<BankHub> check) {
    return new PactRow(rule, this, pact -> interaction(pact, status, body), check);
  }

  private PactBuilder interaction(PactBuilder pact, int status, JsonNode body) {
    PactBuilder given = pact;
    for (PactState state : states) {
      given = state.in(given);
    }
    return given.expectsToReceiveHttpInteraction(
        description,
        http ->
            http.withRequest(call::write)
                .willRespondWith(built -> built.status(status).body(PactBodies.like(body))));
  }
}
