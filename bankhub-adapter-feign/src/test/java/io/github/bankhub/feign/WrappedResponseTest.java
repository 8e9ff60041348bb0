package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.SampleCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The object {@code data} counts as a wrapper only if a required field is not beside it. */
class WrappedResponseTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** The operations whose response is an object, and no list in {@code data}. */
  static Stream<Operation> objects() {
    return Arrays.stream(Operation.values())
        .filter(operation -> !flat(operation).path("data").isArray());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void C4_LT_11_an_unrelated_object_in_data_is_not_a_wrapper(Operation operation) {
    for (String unrelated : new String[] {"{}", "{\"trace\": 7}", "{\"xid\": \"wrong\"}"}) {
      ObjectNode body = flat(operation);
      body.set("data", json(unrelated));
      assertReadAs(operation, flat(operation), body);
    }
  }

  @ParameterizedTest
  @EnumSource
  void C4_LT_11_a_wrapper_is_removed_whatever_is_beside_it(Operation operation) {
    for (String beside : new String[] {"{\"code\": 200}", "{\"xid\": null}", "{\"meta\": {}}"}) {
      assertReadAs(operation, flat(operation), wrapped(beside, operation));
    }
  }

  @Test
  void C4_LT_11_a_wrapper_is_removed_even_if_one_of_several_required_fields_is_beside_it() {
    Operation operation = Operation.CREATE_LINK_TOKEN;
    ObjectNode body = wrapped("{\"xid\": \"of the request\"}", operation);
    assertReadAs(operation, flat(operation), body);
  }

  /** The fields of the spec's example, without SePay's own wrapper. */
  private static ObjectNode flat(Operation operation) {
    ObjectNode example = SpecExamples.success(operation);
    return example.path("data") instanceof ObjectNode data ? data : example;
  }

  private static ObjectNode wrapped(String beside, Operation operation) {
    ObjectNode body = (ObjectNode) json(beside);
    body.set("data", flat(operation));
    return body;
  }

  private static void assertReadAs(Operation operation, ObjectNode expected, ObjectNode body) {
    assertThat(read(operation, body)).as("%s", body).isEqualTo(read(operation, expected));
  }

  private static String read(Operation operation, ObjectNode body) {
    return AllValues.print(
        SampleCalls.perform(operation, ExampleClient.hub(operation, body.toString())));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
