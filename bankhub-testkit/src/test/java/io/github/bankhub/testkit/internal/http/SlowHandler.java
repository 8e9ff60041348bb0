package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A handler that responds only once the test allows it. Thread-safe. */
final class SlowHandler implements Function<HttpRequest, ResponseWithFault> {

  private final ResponseWithFault response;
  private final CountDownLatch asked;
  private final CountDownLatch done = new CountDownLatch(1);

  SlowHandler(int requests, ResponseWithFault response) {
    this.asked = new CountDownLatch(requests);
    this.response = response;
  }

  @Override
  public ResponseWithFault apply(HttpRequest request) {
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return response;
  }

  /** Waits until it has the number of requests. */
  void awaitRequests() throws InterruptedException {
    asked.await();
  }

  void respond() {
    done.countDown();
  }
}
