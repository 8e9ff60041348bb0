package io.github.bankhub.testkit;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.testkit.internal.delivery.MessageDispatcher;
import io.github.bankhub.testkit.internal.delivery.Outlook;
import io.github.bankhub.testkit.internal.delivery.Outlook.Certainty;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.settings.History;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of webhooks or IPNs that stores each request. Thread-safe.
 *
 * <p>{@link Webhooks#inbox()} and {@link Ipns#inbox()} create one in memory, and {@code
 * WebhookInboxServer} one over HTTP. It does not check the secret and does not deduplicate: the
 * application does.
 */
public final class WebhookInbox implements WebhookReceiver {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration HELD_BACK_TIMEOUT = Duration.ofSeconds(1);
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private enum Behavior {
    RESPONDING,
    BREAKING,
    STALLING
  }

  private final WebhookSecret secret =
      new WebhookSecret("offline-webhook-secret-" + UUID.randomUUID());
  private final History<Received> received = new History<>(this::historySize, this::forget);
  // What no await has returned yet, by the name of its event.
  private final Map<String, Deque<Received>> unread = new HashMap<>();
  private long arrivals;
  private int historySize = TestSettings.DEFAULT_HISTORY_SIZE;
  private final Map<MessageDispatcher, WebhookReceiver> senders = new LinkedHashMap<>();
  private Behavior behavior = Behavior.RESPONDING;
  private int status = 200;

  /** An empty inbox that responds with 200. */
  public WebhookInbox() {}

  /**
   * {@return the secret for the webhooks of this inbox} It is random, so each inbox has another
   * one, also in hubs with the same seed. SePay does not know it.
   */
  public WebhookSecret secret() {
    return secret;
  }

  /** {@return the key for the IPNs of this inbox; its text is that of {@link #secret()}} */
  public IpnApiKey apiKey() {
    return new IpnApiKey(secret.reveal());
  }

  /**
   * Responds to later requests with a status.
   *
   * @param newStatus the HTTP status, 200 to 599; a new inbox uses 200
   * @throws IllegalArgumentException if the status is not in this range
   */
  public void respond(int newStatus) {
    if (newStatus < 200 || newStatus > 599) {
      throw new IllegalArgumentException("status is " + newStatus + "; expected: 200 to 599");
    }
    become(Behavior.RESPONDING, newStatus);
  }

  /**
   * Resets every later connection and stores nothing. In memory, the sender gets a {@link
   * SocketException}. To test a connection that is not accepted, use a server and close it.
   */
  public void breakConnections() {
    become(Behavior.BREAKING, 0);
  }

  /** Stores later requests and does not respond. In memory, the sender notices this immediately. */
  public void stall() {
    become(Behavior.STALLING, 0);
  }

  private synchronized void become(Behavior newBehavior, int newStatus) {
    behavior = newBehavior;
    status = newStatus;
  }

  @Override
  public synchronized int receive(WebhookRequest request) throws IOException {
    if (behavior == Behavior.BREAKING) {
      throw new SocketException("the inbox resets connections");
    }
    add(new Received(request, arrivals++));
    notifyAll();
    if (behavior == Behavior.STALLING) {
      throw new SocketTimeoutException("the inbox does not respond");
    }
    return status;
  }

  private void add(Received one) {
    if (one.message != null) {
      unread.computeIfAbsent(one.name(), name -> new ArrayDeque<>()).add(one);
    }
    received.add(one);
  }

  /** Also the oldest of its name, if no await has returned it. */
  private void forget(Received dropped) {
    Deque<Received> sameName = unread.get(dropped.name());
    if (sameName != null && sameName.peek() == dropped) {
      remove(sameName);
    }
  }

  private Received remove(Deque<Received> sameName) {
    Received oldest = sameName.remove();
    if (sameName.isEmpty()) {
      unread.remove(oldest.name());
    }
    return oldest;
  }

  private String droppedText() {
    return dropped() == 0
        ? ""
        : "; %s older ones were dropped, because the inbox stores %s"
            .formatted(dropped(), historySize);
  }

  /**
   * Sets how many requests the inbox stores. It then drops the oldest one for each new one.
   *
   * @param size the number of requests, 1 or more; the default is 2,000, or the history size of the
   *     hub that created the inbox
   * @throws IllegalArgumentException if the size is less than 1
   */
  public synchronized void historySize(int size) {
    historySize = TestSettings.checkHistorySize(size);
  }

  private int historySize() {
    return historySize;
  }

  /** {@return the number of requests that the inbox has dropped} */
  public synchronized long dropped() {
    return received.dropped();
  }

  /** Removes the requests so far. */
  public synchronized void clear() {
    received.clear();
    unread.clear();
  }

  /** {@return the requests so far, with duplicates, in the order in which they arrived; a copy} */
  public synchronized List<WebhookRequest> received() {
    return received.elements().stream().map(one -> one.request).toList();
  }

  /**
   * {@return the events so far, with duplicates, in the order in which they arrived; a copy} It
   * omits requests that contain no event.
   */
  public synchronized List<WebhookEvent> events() {
    return messages(WebhookEvent.class);
  }

  /**
   * {@return the IPNs so far, with duplicates, in the order in which they arrived; a copy} It omits
   * requests that contain no IPN.
   */
  public synchronized List<BalanceNotification> ipns() {
    return messages(BalanceNotification.class);
  }

  private <T> List<T> messages(Class<T> type) {
    return received.elements().stream()
        .map(one -> one.message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /**
   * Waits for a webhook, at most 10 seconds of real time; longer only while a hub in this process
   * is sending it, or the webhooks before it. If the hub is in this process, the hub first sends
   * what is due. The wait fails immediately if the webhook cannot come, and after a second if it is
   * held back and the clock of its hub is fixed. If several hubs send to this inbox, it fails early
   * only if this is true for all of them.
   *
   * @param name the event's name, as in the body
   * @return the first webhook of that name that no earlier await returned
   * @throws AssertionError if none arrives; lists the webhooks that arrived, what is pending and
   *     what was not sent, with the reasons
   * @throws IllegalArgumentException if there is no such event; lists the events
   */
  public WebhookRequest await(String name) {
    return await(name, TIMEOUT);
  }

  /**
   * Waits for an event as {@link #await(String)} does.
   *
   * @param type the event's class
   * @param <E> the event's class
   * @return the first event of that class that no earlier await returned
   * @throws AssertionError if none arrives; lists the webhooks that arrived, what is pending and
   *     what was not sent, with the reasons
   */
  public <E extends WebhookEvent> E await(Class<E> type) {
    return await(type, TIMEOUT);
  }

  <E extends WebhookEvent> E await(Class<E> type, Duration timeout) {
    return await(Awaited.of(type), timeout).as(type);
  }

  /**
   * Waits for an IPN as {@link #await(String)} does for a webhook.
   *
   * @return the first IPN that no earlier await returned
   * @throws AssertionError if none arrives; lists what arrived, what is pending and what was not
   *     sent, with the reasons
   */
  public BalanceNotification awaitIpn() {
    return await(Awaited.ipn(), TIMEOUT).as(BalanceNotification.class);
  }

  WebhookRequest await(String name, Duration timeout) {
    return await(Awaited.of(name), timeout).request;
  }

  /** Adds a sender, which can explain why nothing arrives from its hub. */
  synchronized void explainBy(MessageDispatcher sender, WebhookReceiver receiver) {
    senders.keySet().removeIf(MessageDispatcher::isClosed);
    senders.put(sender, receiver);
  }

  /** A copy, used without the lock, because a receiver may be called meanwhile. */
  private synchronized Map<MessageDispatcher, WebhookReceiver> senders(MessageKind kind) {
    Map<MessageDispatcher, WebhookReceiver> chosen = new LinkedHashMap<>(senders);
    chosen.keySet().removeIf(sender -> sender.kind() != kind);
    return chosen;
  }

  private Outlook outlook(Awaited awaited) {
    return Outlook.ofAll(
        senders(awaited.kind()).entrySet().stream()
            .map(sender -> sender.getKey().outlook(sender.getValue(), awaited.types()))
            .toList());
  }

  private Certainty certainty(Awaited awaited) {
    return senders(awaited.kind()).entrySet().stream()
        .map(sender -> sender.getKey().certainty(sender.getValue(), awaited.types()))
        .min(Comparator.naturalOrder())
        .orElse(Certainty.OPEN);
  }

  private Received await(Awaited awaited, Duration timeout) {
    long start = System.nanoTime();
    long wait = 0;
    senders(awaited.kind()).forEach(this::sendNow);
    while (true) {
      Received found = poll(awaited, wait);
      if (found != null) {
        return found;
      }
      Certainty certainty = certainty(awaited);
      long passed = System.nanoTime() - start;
      boolean isComing = certainty == Certainty.COMING;
      boolean isOver = !isComing && passed >= limit(certainty, timeout).toNanos();
      found = isOver ? poll(awaited, 0) : null;
      if (found != null) {
        return found;
      }
      if (isOver) {
        throw missing(awaited, timeout, outlook(awaited));
      }
      wait = isComing ? POLL_NANOS : Math.min(POLL_NANOS, timeout.toNanos() - passed);
    }
  }

  /** Over HTTP the response to a call has a way to go, which the head start is for. */
  private void sendNow(MessageDispatcher sender, WebhookReceiver receiver) {
    if (receiver == this) {
      sender.sendNow(this);
    }
  }

  private static Duration limit(Certainty certainty, Duration timeout) {
    return switch (certainty) {
      case COMING, OPEN -> timeout;
      case HELD_BACK -> timeout.compareTo(HELD_BACK_TIMEOUT) < 0 ? timeout : HELD_BACK_TIMEOUT;
      case IMPOSSIBLE -> Duration.ZERO;
    };
  }

  private synchronized AssertionError missing(Awaited awaited, Duration timeout, Outlook outlook) {
    String when =
        switch (outlook.certainty()) {
          case COMING, OPEN -> "arrived within " + timeout;
          case HELD_BACK -> "arrived, and it is held back";
          case IMPOSSIBLE -> "arrived, and none can arrive";
        };
    String reasons =
        outlook.reasons().stream().map(reason -> "\n- " + reason).collect(Collectors.joining());
    return new AssertionError(
        "no %s %s; arrived: %s%s%s"
            .formatted(awaited.what(), when, received.elements(), droppedText(), reasons));
  }

  private synchronized @Nullable Received poll(Awaited awaited, long nanos) {
    try {
      Received found = next(awaited);
      if (found == null && nanos > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
        found = next(awaited);
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + awaited.what(), e);
    }
  }

  /** Looks only at the oldest of each name: events of one name have one class. */
  private @Nullable Received next(Awaited awaited) {
    Deque<Received> sameName =
        unread.values().stream()
            .filter(events -> awaited.matches().test(events.element().message))
            .min(Comparator.comparingLong(events -> events.element().arrival))
            .orElse(null);
    return sameName == null ? null : remove(sameName);
  }

  /** {@return the event or the IPN; null if it is neither: over HTTP anything can arrive} */
  private static @Nullable Object message(WebhookRequest request) {
    return Stream.<Supplier<Object>>of(request::event, request::ipn)
        .map(WebhookInbox::read)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Object read(Supplier<Object> message) {
    try {
      return message.get();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Returns the number of requests. */
  @Override
  public String toString() {
    return "WebhookInbox[" + received().size() + " received]";
  }

  /** The messages that an await accepts. */
  private record Awaited(
      String what,
      MessageKind kind,
      Set<? extends Enum<?>> types,
      Predicate<@Nullable Object> matches) {

    static Awaited of(String name) {
      return new Awaited(
          name,
          MessageKind.WEBHOOK,
          Set.of(EventName.of(name)),
          message -> message instanceof WebhookEvent event && event.name().equals(name));
    }

    static Awaited of(Class<? extends WebhookEvent> type) {
      return new Awaited(
          type.getSimpleName(), MessageKind.WEBHOOK, EventName.of(type), type::isInstance);
    }

    static Awaited ipn() {
      return new Awaited(
          "IPN", MessageKind.IPN, MessageKind.IPN.types(), BalanceNotification.class::isInstance);
    }
  }

  private static final class Received {

    private final WebhookRequest request;
    private final @Nullable Object message;
    private final long arrival;

    private Received(WebhookRequest request, long arrival) {
      this.request = request;
      this.arrival = arrival;
      this.message = message(request);
    }

    private <T> T as(Class<T> type) {
      return type.cast(Objects.requireNonNull(message));
    }

    private String name() {
      return message instanceof WebhookEvent event ? event.name() : "";
    }

    @Override
    public String toString() {
      return message == null ? request.toString() : message.toString();
    }
  }
}
