package io.github.bankhub.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestHubTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  private final TestHub shared = TestHub.shared(InMemoryBankHub.create(), true);

  @Test
  void a_test_that_waits_too_long_names_the_test_that_uses_the_hub() throws Exception {
    Runnable end = CompletableFuture.supplyAsync(() -> begin("first", SHORT)).get();
    assertThatIllegalStateException()
        .isThrownBy(() -> begin("second", SHORT))
        .withMessage("second waited PT0.2S for the hub that it shares; first still uses it");
    end.run();
    assertThat(begin("second", SHORT)).isNotNull();
  }

  @Test
  void a_test_fails_without_a_wait_if_its_thread_already_runs_a_test_of_the_hub() {
    Runnable end = begin("first", SHORT);
    assertThatIllegalStateException()
        .isThrownBy(() -> begin("second", Duration.ofMinutes(2)))
        .withMessage(
            "second cannot wait for the hub that it shares: first uses it and waits on the same"
                + " thread; add @ResourceLock(\"hub\") to the tests of this hub");
    end.run();
    assertThat(begin("second", SHORT)).isNotNull();
  }

  private Runnable begin(String test, Duration timeout) {
    try {
      return shared.begin(test, 1, timeout);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
