package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.journal.JournalEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleCallsTest {

  private final InMemoryBankHub hub = InMemoryBankHub.builder().data(SampleCalls::addData).build();

  @ParameterizedTest
  @EnumSource
  void each_operation_has_a_call_that_succeeds(Operation operation) {
    assertThat(SampleCalls.perform(operation, hub)).isNotNull();
    assertThat(hub.control().journal())
        .filteredOn(entry -> entry.operation() == operation)
        .extracting(JournalEntry::status)
        .containsExactly(operation.successStatus());
  }

  @Test
  void all_calls_succeed_one_after_another() {
    for (Operation operation : Operation.values()) {
      SampleCalls.perform(operation, hub);
    }
    assertThat(hub.control().journal()).extracting(JournalEntry::status).allMatch(it -> it < 300);
  }
}
