package io.github.bankhub.testkit;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that stores each request. Thread-safe.
 *
 * <p>In memory by {@link Webhooks#inbox()}, and over HTTP by {@code WebhookInboxServer}. It checks
 * neither the secret nor duplicates: the application does.
 */
public final class WebhookInbox implements WebhookReceiver {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private enum Behavior {
    ANSWERING,
    BREAKING,
    STALLING
  }

  private final WebhookSecret secret =
      new WebhookSecret("offline-webhook-secret-" + UUID.randomUUID());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final List<Received> received = new ArrayList<>();
  private Behavior behavior = Behavior.ANSWERING;
  private int status = 200;

  /** An empty inbox that responds with 200. */
  public WebhookInbox() {}

  /**
   * A secret that fits, for those who send to this inbox and read from it. It is random, and so
   * tells a webhook for this inbox from one for another, also of a hub with the same seed.
   *
   * @return this inbox's own; it opens nothing
   */
  public WebhookSecret secret() {
    return secret;
  }

  /**
   * Answers what comes from now on.
   *
   * @param newStatus the HTTP status, 200 to 599; 200 at first
   * @throws IllegalArgumentException if it is no such status
   */
  public void answer(int newStatus) {
    if (newStatus < 200 || newStatus > 599) {
      throw new IllegalArgumentException("status is " + newStatus + "; expected: 200 to 599");
    }
    become(Behavior.ANSWERING, newStatus);
  }

  /**
   * Breaks every connection from now on, before anything is received: nothing is kept. Over HTTP
   * the connection is reset; to refuse one, close the server.
   */
  public void breakConnections() {
    become(Behavior.BREAKING, 0);
  }

  /**
   * Keeps what comes from now on, and does not answer. In memory the sender takes no time to notice
   * that.
   */
  public void stall() {
    become(Behavior.STALLING, 0);
  }

  private void become(Behavior newBehavior, int newStatus) {
    lock.lock();
    try {
      behavior = newBehavior;
      status = newStatus;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int receive(WebhookRequest request) throws IOException {
    lock.lock();
    try {
      if (behavior == Behavior.BREAKING) {
        throw new ConnectException("the inbox breaks connections");
      }
      received.add(new Received(request));
      came.signalAll();
      if (behavior == Behavior.STALLING) {
        throw new SocketTimeoutException("the inbox does not answer");
      }
      return status;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What came so far, repetitions included.
   *
   * @return the requests, in their order; a copy
   */
  public List<WebhookRequest> received() {
    lock.lock();
    try {
      return received.stream().map(one -> one.request).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The events that came so far, repetitions included; requests without one are left out.
   *
   * @return the events, in the order in which they came; a copy
   */
  public List<WebhookEvent> events() {
    lock.lock();
    try {
      return received.stream().flatMap(one -> one.event.stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a webhook, for at most 10 seconds of real time.
   *
   * @param name the event's name, as it is spelt in the body
   * @return the first of that name that no waiting was answered with before
   * @throws AssertionError if none comes; lists what came
   * @throws IllegalArgumentException if there is no such event; lists those there are
   */
  public WebhookRequest await(String name) {
    EventName.of(name);
    return await(name, TIMEOUT);
  }

  /**
   * Waits for an event, for at most 10 seconds of real time.
   *
   * @param type the event's class
   * @param <E> the same
   * @return the first of that class that no waiting was answered with before
   * @throws AssertionError if none comes; lists what came
   */
  public <E extends WebhookEvent> E await(Class<E> type) {
    return type.cast(await(type.getSimpleName(), type::isInstance, TIMEOUT).event.orElseThrow());
  }

  WebhookRequest await(String name, Duration timeout) {
    return await(name, event -> event.name().equals(name), timeout).request;
  }

  private Received await(String what, Predicate<WebhookEvent> wanted, Duration timeout) {
    lock.lock();
    try {
      long left = timeout.toNanos();
      Received found = next(wanted);
      while (found == null) {
        if (left <= 0) {
          throw new AssertionError(
              "no %s came within %s; what came: %s".formatted(what, timeout, received));
        }
        left = came.awaitNanos(left);
        found = next(wanted);
      }
      found.isGiven = true;
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + what, e);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Received next(Predicate<WebhookEvent> wanted) {
    return received.stream()
        .filter(one -> !one.isGiven && one.event.filter(wanted).isPresent())
        .findFirst()
        .orElse(null);
  }

  private static Optional<WebhookEvent> event(WebhookRequest request) {
    try {
      return Optional.of(request.event());
    } catch (RuntimeException e) {
      // Anybody can send anything to an inbox over HTTP.
      return Optional.empty();
    }
  }

  /** Returns how much came. */
  @Override
  public String toString() {
    return "WebhookInbox[" + received().size() + " received]";
  }

  private static final class Received {

    private final WebhookRequest request;
    private final Optional<WebhookEvent> event;
    private boolean isGiven;

    private Received(WebhookRequest request) {
      this.request = request;
      this.event = event(request);
    }

    @Override
    public String toString() {
      return event.map(WebhookEvent::toString).orElseGet(request::toString);
    }
  }
}
