package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;

import io.github.bankhub.domain.failure.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Clients that make a mistake that is possible with every operation that gets an object. */
final class GetMutants {

  /** The rules that hold for every such operation. */
  static final List<String> RULES = List.of("ID_01", "ID_02", "ID_03", "ID_04");

  private GetMutants() {}

  /** The mutants of {@link GetContract}. */
  static Stream<Mutant> of(Mutant.Of get) {
    return of(get, "created_at");
  }

  /** The mutants of {@link GetContract}, for an object with another time. */
  static Stream<Mutant> of(Mutant.Of get, String time) {
    return Stream.concat(
        byId(get, Map.of()),
        Stream.of(
            get.calls(
                "reads times in UTC",
                response(time, OperationMutants::asReadInUtc),
                "ID_02_times_are_read_in_Vietnam_time_which_is_assumed",
                "it was created just now")));
  }

  /**
   * The mutants of {@link IdContract}.
   *
   * @param invented the fields that a response needs beside the id
   */
  static Stream<Mutant> byId(Mutant.Of get, Map<String, Object> invented) {
    String id = get.operation().pathField().orElseThrow();
    return Stream.concat(
        OperationMutants.of(get),
        Stream.of(
            get.calls(
                "cuts an id with unusual characters",
                call -> call.with(id, call.text(id).replaceFirst("[/?#].*", "")).send(),
                "ID_01_an_object_is_found_by_its_id_whatever_characters_that_has",
                "Not found"),
            get.calls(
                "invents an object",
                swallow(NotFoundException.class, call -> put(invented, id, call.text(id))),
                "ID_03_an_object_that_does_not_exist_is_not_found",
                "the request refers to something that does not exist"),
            get.calls(
                "removes what could change the path from an id",
                call -> call.with(id, call.text(id).replaceAll("[./\\\\%]", "")).send(),
                "ID_04_an_id_that_could_change_the_path_is_rejected_before_it_is_sent",
                "a proxy could take the id for another path")));
  }
}
