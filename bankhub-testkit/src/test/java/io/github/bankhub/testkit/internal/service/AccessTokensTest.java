package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

  private final TestClock clock = TestClock.fixed();
  private final AccessTokens tokens = new AccessTokens(clock, new Ids(1), new TestSettings());

  @Test
  void expired_access_tokens_are_removed_and_others_stay() {
    for (int i = 0; i < 100_000; i++) {
      tokens.issue();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(tokens.size()).isBetween(1_000, 2_000);
  }

  @Test
  void a_token_is_known_until_it_is_removed() {
    String token = tokens.issue().reveal();

    assertThat(tokens.knows(token)).isTrue();
    assertThat(tokens.knows(token + "x")).isFalse();
  }
}
