package io.github.bankhub.feign.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CircuitSignal;
import io.github.bankhub.feign.settings.Timeouts;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request on its way, with 5 s to connect, 10 s for a response and 30 s in all. */
class TimedRequestTest {

  private final AtomicLong nanos = new AtomicLong();
  private final CallContext call =
      CallContext.start(Operation.LIST_BANK_ACCOUNTS, Timeouts.DEFAULT, nanos::get);

  private TimedRequest begun() {
    return new TimedRequest(call, new HttpHost("http", "127.0.0.1", 1));
  }

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10000, FAILURE",
    "25000, 5001, FAILURE",
    "25000, 5000, FAILURE",
    "25001, 4999, IGNORE",
    "29990, 11, IGNORE",
  })
  void FR_05_counts_a_late_response_against_the_service_if_it_had_half_of_its_time(
      long before, long waited, CircuitSignal signal) {
    pass(before);
    TimedRequest exchange = begun();
    exchange.sending();
    pass(waited);
    assertThat(exchange.failure(new SocketTimeoutException()).signal()).isEqualTo(signal);
    assertThat(exchange.failure(new IOException("reset")).signal())
        .isEqualTo(CircuitSignal.FAILURE);
    pass(20_000);
    exchange.abortIfDue();
    assertThat(exchange.wasAborted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"20000, 10001, FAILURE", "27400, 2600, FAILURE", "29000, 1001, IGNORE"})
  void FR_05_counts_a_late_connection_against_the_service_if_it_had_half_of_its_time(
      long before, long waited, CircuitSignal signal) {
    pass(before);
    TimedRequest exchange = begun();
    pass(waited);
    exchange.abortIfDue();
    assertThat(exchange.failure(new IOException("closed")).signal()).isEqualTo(signal);
  }

  @Test
  @Timeout(60)
  void FR_08_ends_the_thread_of_its_monitor_when_the_hub_is_closed() throws Exception {
    DeadlineMonitor monitor = new DeadlineMonitor("ends-with-the-hub", () -> Long.MAX_VALUE);
    Thread thread =
        Thread.getAllStackTraces().keySet().stream()
            .filter(one -> one.getName().equals("ends-with-the-hub"))
            .findFirst()
            .orElseThrow();
    TimedRequest request = begun();
    monitor.begin(request);
    monitor.end(request);
    monitor.close();
    thread.join();
  }

  @Test
  @Timeout(60)
  void FR_08_is_watched_to_its_end_even_if_the_hub_is_closed_meanwhile() {
    DeadlineMonitor watch = new DeadlineMonitor("watch-to-the-end", () -> Long.MAX_VALUE);
    TimedRequest exchange = begun();
    watch.begin(exchange);
    watch.close();
    exchange.sending();
    pass(10_001);
    while (!exchange.wasAborted()) {
      Thread.onSpinWait();
    }
    watch.end(exchange);
  }
}
