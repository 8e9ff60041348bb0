package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.clock.TestClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Responds to each operation with the success of the spec's example, after a change.
 *
 * @param change returns the body for an operation and a copy of its example
 */
record ExampleClient(BiFunction<Operation, ObjectNode, String> change) implements Client {

  /** A client of the library whose responses are changed examples; the clock is fixed. */
  static FeignBankHub hub(BiFunction<Operation, ObjectNode, String> change) {
    return FeignBankHub.builder(ScriptedClient.settings())
        .clock(TestClock.fixed())
        .client(new ExampleClient(change))
        .build();
  }

  /** As above, where only the responses of one operation have another body than the example. */
  static FeignBankHub hub(Operation changed, String body) {
    return hub((operation, example) -> operation == changed ? body : example.toString());
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    Operation operation = operation(request);
    return Response.builder()
        .request(request)
        .status(operation.successStatus())
        .headers(Map.of("Content-Type", List.of("application/json")))
        .body(change.apply(operation, SpecExamples.success(operation)), UTF_8)
        .build();
  }

  /** An exact path has priority over one with an id. */
  private static Operation operation(Request request) {
    String path = request.url().replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
    return Stream.of(Operation.values())
        .filter(one -> one.method().equals(request.httpMethod().name()))
        .filter(one -> path.matches(one.path().replaceFirst("\\{.+}$", "[^/]+")))
        .min(Comparator.comparing(one -> !one.path().equals(path)))
        .orElseThrow();
  }
}
