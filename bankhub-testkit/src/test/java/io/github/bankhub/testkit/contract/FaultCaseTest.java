package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.FaultCase.FaultTest;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultCaseTest {

  private static final FaultTest FAILING =
      test -> {
        throw new AssertionError("the call fails");
      };

  private final List<Duration> timeouts = new ArrayList<>();

  private void run(FaultScenario scenario, FaultTest test) throws Throwable {
    FaultCase.run(
        scenario,
        timeout -> {
          timeouts.add(timeout);
          InMemoryBankHub service = InMemoryBankHub.create();
          return ContractFixture.of(service, service);
        },
        test);
  }

  @Test
  void a_fault_without_a_response_is_tested_with_a_short_time() throws Throwable {
    run(FaultScenario.STALL_MID_BODY, test -> {});
    assertThat(timeouts)
        .singleElement()
        .satisfies(it -> assertThat(it).isLessThan(Duration.ofSeconds(1)));
  }

  @Test
  void a_test_that_fails_within_a_short_time_gets_a_longer_time() throws Throwable {
    List<FaultCase> tested = new ArrayList<>();
    run(
        FaultScenario.STALL_MID_BODY,
        test -> {
          tested.add(test);
          if (tested.size() == 1) {
            FAILING.run(test);
          }
        });
    assertThat(timeouts).hasSize(2).isSorted();
    assertThat(tested).extracting(FaultCase::fixture).doesNotHaveDuplicates();
  }

  @Test
  void a_test_that_fails_with_a_longer_time_too_fails() {
    assertThatThrownBy(() -> run(FaultScenario.DRIBBLED_BODY, FAILING))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the call fails");
    assertThat(timeouts).hasSize(2);
  }

  @Test
  void a_fault_with_a_response_is_tested_once() {
    assertThatThrownBy(() -> run(FaultScenario.SERVER_ERROR_500, FAILING))
        .isInstanceOf(AssertionError.class);
    assertThat(timeouts).hasSize(1);
  }
}
