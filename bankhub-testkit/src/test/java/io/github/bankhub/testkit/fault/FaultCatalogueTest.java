package io.github.bankhub.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.testkit.GeneratedBlock;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.clock.TestClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultCatalogueTest {

  @Test
  void the_page_of_faults_is_that_of_the_catalogue() {
    GeneratedBlock.assertUpToDate("faults.md", "catalogue", FaultTable.catalogue());
    GeneratedBlock.assertUpToDate("faults.md", "retry-after", FaultTable.scenariosWithRetryAfter());
  }

  @Test
  void the_instant_of_the_pages_example_is_taken_by_a_hub_whose_clock_ticks() {
    InMemoryBankHub hub = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
    Matcher until =
        Pattern.compile("\"until\":\"([^\"]+)\"").matcher(GeneratedBlock.page("faults.md"));
    assertThat(until.find()).isTrue();
    hub.control().inject(FaultScenario.RESET_MID_BODY.until(Instant.parse(until.group(1))));
    assertThat(hub.control().faults()).hasSize(1);
  }

  @Test
  void there_are_forty_scenarios_at_least() {
    assertThat(FaultScenario.values()).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource
  void each_phase_is_used(FaultPhase phase) {
    assertThat(FaultScenario.values()).extracting(FaultScenario::phase).contains(phase);
  }

  @ParameterizedTest
  @EnumSource
  void each_effect_is_used(FaultEffect effect) {
    assertThat(FaultScenario.values()).extracting(FaultScenario::effect).contains(effect);
  }

  @ParameterizedTest
  @EnumSource
  void each_scenario_says_in_one_sentence_what_happens(FaultScenario scenario) {
    assertThat(scenario.what()).matches("[A-Z][^|\\n]*\\.");
    assertThat(Arrays.stream(FaultScenario.values()).map(FaultScenario::what))
        .containsOnlyOnce(scenario.what());
  }

  @ParameterizedTest
  @EnumSource
  void what_is_performed_is_never_reported_as_not_performed(FaultScenario scenario) {
    if (scenario.phase().isPerformed()) {
      assertThat(scenario.expectedFailure().requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_time_to_wait_is_with_a_status_that_may_have_one(FaultScenario scenario) {
    if (scenario.expectedFailure().hasRetryAfter()) {
      assertThat(scenario.expectedFailure().httpStatus().orElseThrow()).isIn(429, 503);
      assertThat(scenario.expectedFailure().requestOutcome())
          .isEqualTo(
              scenario.phase().isPerformed() ? RequestOutcome.UNKNOWN : RequestOutcome.REJECTED);
    }
  }
}
