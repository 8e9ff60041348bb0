package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bankhub.domain.operation.Operation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules of every operation that gets an object of type T by an id of type I. */
abstract class GetContract<I, T> extends IdContract<I, T> {

  private final Function<T, I> xid;
  private final Function<T, Optional<Instant>> createdAt;

  GetContract(
      Operation operation,
      Function<String, I> toId,
      Function<T, I> xid,
      Function<T, Optional<Instant>> createdAt) {
    super(operation, toId);
    this.xid = xid;
    this.createdAt = createdAt;
  }

  @Override
  final void assertIsOf(I id, T result) {
    assertEquals(id, xid.apply(result), "the id reaches the service");
  }

  @Test
  @InForeignTimeZone
  void ID_02_times_are_read_in_Vietnam_time_which_is_assumed() {
    add(unusual);
    assertEquals(
        Optional.of(fixture.now()), createdAt.apply(get(unusual)), "it was created just now");
  }
}
