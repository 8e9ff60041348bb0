package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of every operation that reads a T, by an id of type I in the path. */
abstract class IdContract<I, T> extends RetriedOperationContract {

  private static final String UNKNOWN = "an id that is?nowhere";

  final I unusual;
  private final Function<String, I> toId;
  private final I unknown;

  IdContract(Operation operation, Function<String, I> toId) {
    super(operation);
    this.toId = toId;
    this.unusual = toId.apply("ä b?c#d&e=f+g%41{xid}*");
    this.unknown = toId.apply(UNKNOWN);
  }

  abstract T get(I id);

  abstract void add(I id);

  /** Checks that a result belongs to an id, if the result shows it. */
  void assertIsOf(I id, T result) {}

  @Override
  final Executable validCall() {
    add(unusual);
    return () -> get(unusual);
  }

  @Test
  void ID_01_an_object_is_found_by_its_id_whatever_characters_that_has() {
    add(unusual);
    assertIsOf(unusual, get(unusual));
  }

  @Test
  void ID_03_an_object_that_does_not_exist_is_not_found() {
    String field = operation.referenceFields().get(0);
    inEachErrorStyle(() -> assertRejectedOnce(assertNotFound(field, UNKNOWN, () -> get(unknown))));
  }

  @Test
  void ID_04_an_id_that_could_change_the_path_is_rejected_before_it_is_sent() {
    for (String id : List.of(".", "..", "%2e%2E", "../company", "a\\b")) {
      InvalidFieldException failure =
          assertThrows(
              InvalidFieldException.class,
              () -> get(toId.apply(id)),
              "a proxy could take the id for another path");
      assertEquals(operation.referenceFields().get(0), failure.field(), "the failure names the id");
    }
    assertEquals(List.of(), fixture.control().journal(), "nothing is sent");
  }
}
