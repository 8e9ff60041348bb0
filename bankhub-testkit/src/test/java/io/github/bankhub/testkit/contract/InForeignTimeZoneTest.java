package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InForeignTimeZoneTest {

  @ParameterizedTest
  @CsvSource({
    "Asia/Ho_Chi_Minh, true",
    "Asia/Saigon, true",
    "Asia/Bangkok, true",
    "GMT+7, true",
    "UTC, false",
    "Asia/Tokyo, false"
  })
  void a_zone_with_the_time_of_Vietnam_is_replaced(String zone, boolean isReplaced) {
    assertThat(InForeignTimeZone.Switch.hasTimeOfVietnam(TimeZone.getTimeZone(zone)))
        .isEqualTo(isReplaced);
  }

  @Test
  @InForeignTimeZone
  void a_test_about_times_never_has_the_time_of_Vietnam() {
    assertThat(InForeignTimeZone.Switch.hasTimeOfVietnam(TimeZone.getDefault())).isFalse();
  }
}
