package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.delivery.Outlook.Certainty;
import io.github.bankhub.testkit.internal.delivery.Schedule.PlannedAttempt;
import io.github.bankhub.testkit.internal.delivery.Target.Result;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.lifecycle.Message;
import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.EventPublisher;
import io.github.bankhub.testkit.internal.service.WebhookTarget;
import io.github.bankhub.testkit.internal.settings.History;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.DeliveryFault.Kind;
import io.github.bankhub.testkit.webhook.IpnDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages of one kind of a service to their receiver, one at a time. Thread-safe. Its
 * daemon thread exists only while there is something to send. A thread that waits for messages of
 * an inbox sends them itself.
 */
public final class MessageDispatcher implements EventPublisher.Subscriber, WebhookTarget {

  // Over HTTP, an attempt takes less.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(15);
  // For a receiver in this process that an interruption does not end.
  private static final Duration ABORT_TIMEOUT = Duration.ofSeconds(1);
  private static final int MAX_REASONS = 5;
  // The response to the call that caused an event comes first, mostly; also over HTTP.
  private static final Duration HEAD_START = Duration.ofMillis(10);

  private record Attempt(PlannedAttempt planned, Target target) {}

  private final BankHubService service;
  private final MessageKind kind;
  // Most hubs have no target, and each event needs the reason.
  private final Optional<UnsentReason> withoutTarget;
  private final Optional<UnsentReason> off;
  private final Optional<UnsentReason> notAllowed;
  private final TestClock clock;
  private final DispatcherTimer timer = new DispatcherTimer(this);
  private final Schedule schedule;
  private final History<Unsent> unsent;
  private @Nullable Target target;
  private @Nullable Target switchedOff;
  private Set<? extends Enum<?>> allowed;
  private @Nullable Runnable stopListening;
  private @Nullable Thread worker;
  private boolean isWorkerOwn;
  private @Nullable Attempt sending;
  private long lastProgress = System.nanoTime();
  private long finishedAttempts;
  private int waiters;
  private @Nullable Throwable receiverFailure;

  public MessageDispatcher(BankHubService service, MessageKind kind) {
    this.service = service;
    this.kind = kind;
    this.withoutTarget = reason(UnsentReason.Kind.NO_RECEIVER, "no %s was set when it happened");
    this.off = reason(UnsentReason.Kind.SWITCHED_OFF, "the %s was switched off when it happened");
    this.notAllowed = reason(UnsentReason.Kind.EVENT_NOT_ALLOWED, "the %s does not allow it");
    this.allowed = kind.types();
    this.clock = service.clock();
    this.schedule = new Schedule(service::historySize);
    this.unsent = new History<>(service::historySize);
    // Never unsubscribed: messages without a receiver explain why nothing arrives.
    service.events().subscribe(this);
    if (kind == MessageKind.WEBHOOK) {
      service.events().sendWebhooksTo(this);
    }
  }

  private Optional<UnsentReason> reason(UnsentReason.Kind reason, String text) {
    return Optional.of(new UnsentReason(reason, text.formatted(kind.target())));
  }

  public void deliverTo(WebhookReceiver receiver, Secret secret) {
    // Expires what is due, so that it is not reported as later.
    service.nextExpiry();
    synchronized (this) {
      service.requireOpen();
      connect(new Target(receiver, secret));
      allowed = kind.types();
    }
    wake();
  }

  private void connect(Target newTarget) {
    target = newTarget;
    if (stopListening == null) {
      stopListening = ClockListener.add(clock, this);
    }
  }

  /** {@return the webhook, also one that is switched off; empty if its receiver has no address} */
  @Override
  public synchronized Optional<Webhook> webhook() {
    Target known = target == null ? switchedOff : target;
    return known != null && known.receiver() instanceof HttpWebhookSender sender
        ? Optional.of(
            new Webhook(
                sender.url(),
                new WebhookSecret(known.secret().reveal()),
                target != null,
                Arrays.stream(EventName.values())
                    .filter(allowed::contains)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventName.class)))))
        : Optional.empty();
  }

  @Override
  public synchronized void replace(Webhook webhook) {
    Target replacement = new Target(HttpWebhookSender.to(webhook.url()), webhook.secret());
    if (webhook.active()) {
      connect(replacement);
    } else {
      disconnect();
      switchedOff = replacement;
    }
    allowed = webhook.events();
  }

  public synchronized void allow(Set<? extends Enum<?>> types) {
    allowed = types;
  }

  public synchronized void inject(DeliveryFault fault) {
    boolean isForEvents = fault.events().size() < EventName.values().length;
    if (kind == MessageKind.IPN && (isForEvents || fault.kind() == Kind.OTHER_LINK_TOKEN)) {
      throw new IllegalArgumentException(
          fault + " cannot apply to IPNs, which have neither an event nor a link token");
    }
    schedule.inject(fault);
  }

  public synchronized List<DeliveryFault> faults() {
    return schedule.faults();
  }

  /** {@return the receiver of the messages; empty if there is none} */
  public synchronized Optional<WebhookReceiver> receiver() {
    return Optional.ofNullable(target).map(Target::receiver);
  }

  public synchronized Set<? extends Enum<?>> allowed() {
    return allowed;
  }

  /** Ends all faults; those of earlier events remain. */
  public synchronized void clearFaults() {
    schedule.clearFaults();
  }

  public synchronized List<WebhookDelivery> journal() {
    return schedule.journal(PendingDelivery::webhook);
  }

  public synchronized List<IpnDelivery> ipnJournal() {
    return schedule.journal(PendingDelivery::ipn);
  }

  /** {@return why messages were not to be sent, by their ids, in their order} */
  public synchronized Map<String, UnsentReason> unsent() {
    Map<String, UnsentReason> reasons = new LinkedHashMap<>();
    unsent.elements().forEach(one -> reasons.put(one.message().xid(), one.reason()));
    return reasons;
  }

  /** {@return the number of deliveries that the journal has dropped} */
  public synchronized long dropped() {
    return schedule.dropped();
  }

  /** Advances the clock from one attempt to the next, until every delivery has ended. */
  public void runUntilIdle() {
    if (clock.isTicking()) {
      throw new IllegalStateException("the hub's clock runs by itself; use one that is fixed");
    }
    awaitDeliveries();
    for (Optional<Instant> due = nextDue(); due.isPresent(); due = nextDue()) {
      Duration wait = Duration.between(clock.instant(), due.get());
      clock.advance(wait.isNegative() ? Duration.ZERO : wait);
      awaitDeliveries();
    }
  }

  private synchronized Optional<Instant> nextDue() {
    return schedule.nextDue();
  }

  public void redeliver(String xid) {
    synchronized (this) {
      service.requireOpen();
      if (target == null) {
        throw new IllegalStateException("there is no " + kind.target() + " to deliver to");
      }
      PendingDelivery delivery =
          schedule
              .find(xid)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no %s %s was sent; those that were: %s"
                              .formatted(kind.subject(), xid, schedule.xids())));
      schedule.redeliver(delivery, clock.instant());
    }
    wake();
  }

  /** Aborts an attempt over HTTP. Waits for a receiver in this process, at most 15 seconds. */
  public void stop() {
    stop(SHUTDOWN_TIMEOUT);
  }

  public synchronized void stop(Duration timeout) {
    disconnect();
    awaitCurrentAttempt(timeout);
  }

  /** Stops sending, and aborts the current attempt, also of a receiver in this process. */
  public synchronized void abort() {
    disconnect();
    if (sending != null && worker != null && isWorkerOwn && !isWorker()) {
      worker.interrupt();
    }
    awaitCurrentAttempt(ABORT_TIMEOUT);
  }

  private void awaitCurrentAttempt(Duration timeout) {
    long finished = finishedAttempts;
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      boolean isTimeLeft = true;
      while (isTimeLeft && sending != null && finishedAttempts == finished && !isWorker()) {
        isTimeLeft = waitUntil(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@return false if the time is over} */
  private boolean waitUntil(long deadline) throws InterruptedException {
    long left = deadline - System.nanoTime();
    TimeUnit.NANOSECONDS.timedWait(this, left);
    return left > 0;
  }

  private void disconnect() {
    if (target != null) {
      switchedOff = target;
    }
    target = null;
    schedule.giveUp();
    timer.stop();
    if (sending != null) {
      sending.target().abort();
    }
    if (stopListening != null) {
      stopListening.run();
      stopListening = null;
    }
    notifyAll();
  }

  /** Waits for everything that is due, at most 30 seconds for each attempt. */
  public void awaitDeliveries() {
    awaitDeliveries(TIMEOUT);
  }

  public void awaitDeliveries(Duration timeout) {
    wake();
    awaitDue(timeout);
  }

  private synchronized void awaitDue(Duration timeout) {
    if (isWorker()) {
      throw new IllegalStateException("a receiver cannot wait for its own end");
    }
    waiters++;
    try {
      plan(Optional.empty());
      awaitAttempts(timeout);
      throwReceiverFailure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + kind.plural() + " were sent", e);
    } finally {
      waiters--;
    }
  }

  private void awaitAttempts(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long seen = finishedAttempts;
    // Bounded: a receiver may cause a new event in each attempt.
    long last = finishedAttempts + schedule.maxAttempts();
    while (sending != null || (target != null && schedule.isDue(clock.instant()))) {
      if (seen < finishedAttempts && finishedAttempts <= last) {
        seen = finishedAttempts;
        deadline = System.nanoTime() + timeout.toNanos();
      }
      if (!waitUntil(deadline)) {
        throw new IllegalStateException(
            "not all was sent within %s: %s"
                .formatted(timeout, schedule.journal(PendingDelivery::webhook)));
      }
    }
  }

  private void throwReceiverFailure() {
    Throwable failure = receiverFailure;
    receiverFailure = null;
    if (failure != null) {
      throw new IllegalStateException("the receiver threw " + failure, failure);
    }
  }

  @Override
  public boolean onEvent(Message message) {
    return message.kind() == kind && add(message);
  }

  private synchronized boolean add(Message message) {
    Optional<UnsentReason> reason = reasonNotToSend(message);
    if (reason.isPresent()) {
      unsent.add(new Unsent(message, reason.get()));
      return false;
    }
    schedule.add(message, System.nanoTime() + HEAD_START.toNanos());
    return true;
  }

  private Optional<UnsentReason> reasonNotToSend(Message message) {
    if (message.blocked().isPresent()) {
      return message.blocked();
    }
    if (target == null) {
      return switchedOff == null ? withoutTarget : off;
    }
    return allowed.contains(message.type()) ? Optional.empty() : notAllowed;
  }

  @Override
  public void onEvents() {
    wake();
  }

  public MessageKind kind() {
    return kind;
  }

  public boolean isClosed() {
    return service.isClosed();
  }

  /**
   * Sends what is due on the thread that waits for it, unless another thread is sending. Nothing
   * waits for its head start any more: the call that caused it has returned.
   *
   * @param inbox the only receiver to send to; it returns immediately
   */
  public void sendNow(WebhookReceiver inbox) {
    synchronized (this) {
      if (!isFor(target, inbox)) {
        return;
      }
      schedule.endHeadStart();
      if (!begin(false)) {
        return;
      }
    }
    sendAll(inbox);
  }

  /** {@return whether a receiver can still expect one of some events} */
  public Certainty certainty(WebhookReceiver receiver, Set<? extends Enum<?>> awaited) {
    // Expires what is due first, as for a delivery.
    service.nextExpiry();
    synchronized (this) {
      return certainty(receiver, awaited, new ArrayList<>());
    }
  }

  /** {@return what a receiver can still expect of some events, with the reasons} */
  public Outlook outlook(WebhookReceiver receiver, Set<? extends Enum<?>> awaited) {
    service.nextExpiry();
    synchronized (this) {
      List<String> reasons = new ArrayList<>();
      Certainty certainty = certainty(receiver, awaited, reasons);
      schedule.pending().limit(MAX_REASONS).forEach(delivery -> reasons.add(text(delivery)));
      unsent.elements().stream()
          .filter(one -> awaited.contains(one.message().type()))
          .limit(MAX_REASONS)
          .forEach(one -> reasons.add(one.toString()));
      schedule
          .lost()
          .map(PendingDelivery::message)
          .filter(message -> awaited.contains(message.type()))
          .limit(MAX_REASONS)
          .forEach(message -> reasons.add(message.name() + " was lost by a delivery fault"));
      return new Outlook(certainty, List.copyOf(reasons));
    }
  }

  private Certainty certainty(
      WebhookReceiver receiver, Set<? extends Enum<?>> awaited, List<String> reasons) {
    List<PendingDelivery> pending =
        schedule.planned().filter(one -> awaited.contains(one.message().type())).toList();
    if (isComing(receiver, awaited, pending)) {
      return Certainty.COMING;
    }
    // What is being sent may come again.
    if (sending != null && (isFor(sending.target(), receiver) || isFor(target, receiver))) {
      return Certainty.OPEN;
    }
    if (target == null || target.receiver() != receiver) {
      reasons.add(noTarget());
      return Certainty.IMPOSSIBLE;
    }
    if (pending.isEmpty()) {
      boolean isAllowed = awaited.stream().anyMatch(allowed::contains);
      if (!isAllowed) {
        reasons.add("the webhook sends only " + allowed);
      }
      return isAllowed ? Certainty.OPEN : Certainty.IMPOSSIBLE;
    }
    boolean isHeldBack =
        !clock.isTicking()
            && pending.stream()
                .allMatch(one -> one.due.isAfter(clock.instant()) && !schedule.isSwapped(one));
    return isHeldBack ? Certainty.HELD_BACK : Certainty.OPEN;
  }

  /** Not if the hub makes no progress. */
  private boolean isComing(
      WebhookReceiver receiver, Set<? extends Enum<?>> awaited, List<PendingDelivery> pending) {
    boolean isBeingSent =
        sending != null
            && isFor(sending.target(), receiver)
            && awaited.contains(sending.planned().delivery().message().type());
    Instant now = clock.instant();
    boolean isDue =
        isFor(target, receiver) && pending.stream().anyMatch(one -> !one.due.isAfter(now));
    return (isBeingSent || isDue) && System.nanoTime() - lastProgress < TIMEOUT.toNanos();
  }

  private static boolean isFor(@Nullable Target target, WebhookReceiver receiver) {
    return target != null && target.receiver() == receiver;
  }

  private String noTarget() {
    if (service.isClosed()) {
      return "the hub is closed";
    }
    return target == null
        ? kind.plural() + " are switched off"
        : "another " + kind.target() + " has replaced this inbox";
  }

  private String text(PendingDelivery delivery) {
    Instant now = clock.instant();
    boolean isDue = !delivery.due.isAfter(now);
    boolean isBeingSent = sending != null && sending.planned().delivery() == delivery;
    String present = isBeingSent ? ", and is being sent" : ", and is due now";
    return "%s is pending%s%s%s"
        .formatted(
            delivery.message().name(),
            delivery.problem.map(problem -> ", because " + problem).orElse(""),
            isDue ? present : ", held back until " + delivery.due,
            isDue || clock.isTicking() ? "" : "; the clock is fixed at " + now);
  }

  /** Called while the service is locked, so it must not call the service. */
  @Override
  public synchronized void onReset() {
    disconnect();
    switchedOff = null;
    schedule.clear();
    unsent.clear();
    allowed = kind.types();
    receiverFailure = null;
  }

  void wake() {
    // Asked without the lock, because the service publishes events under its own.
    plan(service.nextExpiry());
  }

  private synchronized void plan(Optional<Instant> expiry) {
    if (target == null || worker != null) {
      return;
    }
    if (schedule.isDue(clock.instant())) {
      lastProgress = System.nanoTime();
      timer.runIn(waiters > 0 ? 0 : schedule.headStart());
    } else if (clock.isTicking()) {
      Stream.concat(expiry.stream(), schedule.nextDue().stream())
          .min(Instant::compareTo)
          .ifPresent(next -> timer.runIn(DispatcherTimer.nanosUntil(next, clock.instant())));
    }
  }

  /** Called by the timer, on its thread. */
  void run() {
    if (begin(true)) {
      sendAll(null);
    }
  }

  private void sendAll(@Nullable WebhookReceiver only) {
    try {
      for (Attempt attempt = next(only); attempt != null; attempt = next(only)) {
        send(attempt);
      }
    } finally {
      end();
      wake();
    }
  }

  /** {@return false if another thread is sending; it goes on then} */
  private synchronized boolean begin(boolean isOwn) {
    timer.started();
    if (worker != null) {
      return false;
    }
    worker = Thread.currentThread();
    isWorkerOwn = isOwn;
    return true;
  }

  private synchronized void end() {
    worker = null;
    notifyAll();
  }

  private boolean isWorker() {
    return worker == Thread.currentThread();
  }

  /**
   * {@return the next attempt; null if none is due, it waits for its head start, or it is not for
   * the only receiver}
   */
  private @Nullable Attempt next(@Nullable WebhookReceiver only) {
    while (true) {
      Instant now = clock.instant();
      // Expires what is due first: another thread may just have advanced the clock.
      service.nextExpiry();
      synchronized (this) {
        if (!schedule.isDue(clock.instant()) || (waiters == 0 && schedule.headStart() > 0)) {
          return null;
        }
        if (only != null && !isFor(target, only)) {
          return null;
        }
        Optional<PlannedAttempt> next = schedule.next(now);
        if (next.isPresent()) {
          lastProgress = System.nanoTime();
          sending = new Attempt(next.get(), Objects.requireNonNull(target, "target"));
          return sending;
        }
      }
    }
  }

  private void send(Attempt attempt) {
    PendingDelivery delivery = attempt.planned().delivery();
    Result result = attempt.target().send(delivery);
    if (result.isSuccess()) {
      // First, so that a thread that waits for the delivery sees it.
      delivery.message().delivered();
    }
    finish(attempt.planned(), result);
    if (isWorkerOwn) {
      // A receiver may leave the interrupt flag set.
      Thread.interrupted();
    }
    result.throwFatalError();
  }

  private synchronized void finish(PlannedAttempt attempt, Result result) {
    if (result.failure() != null && attempt.isCurrent()) {
      receiverFailure = result.failure();
    }
    schedule.finish(attempt, result);
    sending = null;
    finishedAttempts++;
    notifyAll();
  }
}
