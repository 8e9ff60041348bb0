package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.operation.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of every operation that gets an object of type T by an id of type I. */
abstract class GetContract<I, T> extends RetriedOperationContract {

  private static final String UNKNOWN = "an id that is?nowhere";

  private final Function<String, I> toId;
  private final I unusual;
  private final I unknown;
  private final Function<T, I> xid;
  private final Function<T, Optional<Instant>> createdAt;

  GetContract(
      Operation operation,
      Function<String, I> toId,
      Function<T, I> xid,
      Function<T, Optional<Instant>> createdAt) {
    super(operation);
    this.toId = toId;
    this.unusual = toId.apply("ä b?c#d&e=f+g%41{xid}*");
    this.unknown = toId.apply(UNKNOWN);
    this.xid = xid;
    this.createdAt = createdAt;
  }

  abstract T get(I xid);

  abstract void add(I xid);

  @Override
  final Executable validCall() {
    add(unusual);
    return () -> get(unusual);
  }

  @Test
  void ID_01_an_object_is_found_by_its_id_whatever_characters_that_has() {
    add(unusual);
    assertEquals(unusual, xid.apply(get(unusual)), "the id reaches the service");
  }

  @Test
  void ID_02_times_are_read_in_Vietnam_time_which_is_assumed() {
    add(unusual);
    assertEquals(
        Optional.of(fixture.now()), createdAt.apply(get(unusual)), "it was created just now");
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
