package io.github.bankhub.feign;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.BankHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Each lookup, with one field of the spec's example response replaced by an odd value: the result
 * is an object, or the response is malformed. A new lookup needs no change here.
 */
class AnyLookupTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> ODD =
      List.of(
          "null",
          "\"\"",
          "\" \"",
          "0",
          "1",
          "-1",
          "1e400",
          "0.10",
          "true",
          "false",
          "{}",
          "[]",
          "[null]",
          "[[]]",
          "{\"xid\": 7}",
          "\"\\u0000\"",
          "\"2026-13-45 99:99:99\"",
          "\"0000\"",
          "99999999999999999999999999999999999999999999",
          "\"https://[\"",
          "[{\"xid\": \"a\"}]");

  private static final List<String> PERSONAL =
      List.of(
          "account_number",
          "account_holder_name",
          "sub_account",
          "sub_holder_name",
          "identification_number",
          "phone_number",
          "transaction_content");

  @Provide
  static Arbitrary<Method> lookups() {
    return Arbitraries.of(lookupMethods());
  }

  @Example
  void every_operation_that_changes_nothing_is_a_lookup() {
    Set<Operation> called = new HashSet<>();
    for (Method lookup : lookupMethods()) {
      ChangingClient client = new ChangingClient(UnaryOperator.identity());
      assertThat(client.call(lookup)).isNotEmpty();
      called.addAll(client.called);
    }
    assertThat(called)
        .isEqualTo(Stream.of(Operation.values()).filter(Operation::isSafe).collect(toSet()));
  }

  @Property(tries = 600)
  void a_lookup_is_read_or_malformed(@ForAll("lookups") Method lookup, @ForAll long seed) {
    ChangingClient client = new ChangingClient(body -> spoilt(body, new Random(seed)));
    String printed;
    try {
      printed = client.call(lookup);
    } catch (BankHubException e) {
      assertThat(e).as(client.body).isInstanceOf(MalformedResponseException.class);
      printed = e + e.call().excerpt().orElse("");
    }
    assertThat(client.personal).as(client.body).noneMatch(printed::contains);
  }

  /** The methods of all ports that return an object or a page of objects. */
  private static List<Method> lookupMethods() {
    return Arrays.stream(BankHub.class.getMethods())
        .flatMap(port -> Arrays.stream(port.getReturnType().getMethods()))
        .filter(method -> method.getParameterCount() < 2)
        .filter(
            method ->
                Arrays.stream(method.getParameterTypes()).allMatch(AnyLookupTest::isLookedUpBy))
        .filter(
            method ->
                Page.class == method.getReturnType()
                    || Optional.class == method.getReturnType()
                    || ApiObject.class.isAssignableFrom(method.getReturnType()))
        .toList();
  }

  /** A query, or an id or secret. Another argument is a request to change something. */
  private static boolean isLookedUpBy(Class<?> argument) {
    return query(argument).isPresent()
        || Arrays.stream(argument.getConstructors())
            .anyMatch(it -> Arrays.equals(it.getParameterTypes(), new Class<?>[] {String.class}));
  }

  /** The constant of a class of queries. */
  private static Optional<Field> query(Class<?> type) {
    return Arrays.stream(type.getFields()).filter(field -> field.getType() == type).findFirst();
  }

  /** The tree with one field, of itself or of something with an id, replaced by an odd value. */
  private static JsonNode spoilt(JsonNode tree, Random random) {
    List<JsonNode> objects = new ArrayList<>(tree.findParents("xid"));
    objects.addAll(tree.findParents("transaction_id"));
    objects.add(tree);
    JsonNode chosen = objects.get(random.nextInt(objects.size()));
    List<String> names = new ArrayList<>();
    chosen.fieldNames().forEachRemaining(names::add);
    String odd = ODD.get(random.nextInt(ODD.size()));
    ((ObjectNode) chosen).set(names.get(random.nextInt(names.size())), json(odd));
    return tree;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Responds to each operation with the example of the spec, after a change. */
  private static final class ChangingClient {

    private static final String ID = "some-value";

    private final Set<Operation> called = new HashSet<>();
    private final List<String> personal = new ArrayList<>();
    private final UnaryOperator<JsonNode> change;
    private String body = "";

    private ChangingClient(UnaryOperator<JsonNode> change) {
      this.change = change;
    }

    private String call(Method lookup) {
      FeignBankHub hub = ExampleClient.hub(this::respond);
      StringBuilder printed = new StringBuilder();
      try {
        for (Method port : BankHub.class.getMethods()) {
          if (port.getReturnType() == lookup.getDeclaringClass()) {
            Object[] arguments = new Object[lookup.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
              arguments[i] = argument(lookup.getParameterTypes()[i]);
            }
            printed.append(
                AllValues.print(AllValues.invoke(lookup, AllValues.invoke(port, hub), arguments)));
          }
        }
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(lookup.toString(), e);
      }
      return printed.toString();
    }

    /** The query of the first page, or an id or secret. */
    private static Object argument(Class<?> type) throws ReflectiveOperationException {
      return query(type).isPresent()
          ? query(type).get().get(null)
          : type.getConstructor(String.class).newInstance(ID);
    }

    private String respond(Operation operation, ObjectNode example) {
      if (operation == Operation.CREATE_ACCESS_TOKEN) {
        return example.toString();
      }
      called.add(operation);
      operation
          .pathField()
          .map(example::findParent)
          .ifPresent(parent -> parent.put(operation.pathField().orElseThrow(), ID));
      PERSONAL.stream()
          .flatMap(name -> example.findValues(name).stream())
          .filter(JsonNode::isTextual)
          .forEach(value -> personal.add(value.asText()));
      body = change.apply(example).toString();
      return body;
    }
  }
}
