package io.github.bankhub.testkit;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.internal.delivery.Schedule;
import io.github.bankhub.testkit.internal.delivery.Schedule.Sending;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.EventQueue;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an offline Bank Hub: where they are sent, what goes wrong on the way, and what
 * became of them. Thread-safe.
 *
 * <p>There is one webhook, as at SePay. What happens while there is one is sent to it, in the order
 * in which it happened, on a daemon thread that is there while something is to be sent. A failure
 * of the network is followed by up to 7 more attempts, after 1, 1, 2, 3, 5, 8 and 13 minutes of the
 * hub's clock; any answer ends a delivery. So turning the clock by 33 minutes plays all attempts,
 * one after the other, without waiting. Source: pages "Webhook events" and "Webhook configuration".
 *
 * <p>An event is sent some milliseconds after it happened, so the call that caused it has mostly
 * returned when it arrives. That is not promised, as SePay does not. The receiver may call the hub.
 * An argument that is null is refused with a {@link NullPointerException} that names it.
 *
 * <pre>{@code
 * WebhookInbox inbox = control.webhooks().inbox();
 * LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
 * LinkTokenEvent.Created created = inbox.await(LinkTokenEvent.Created.class);
 * }</pre>
 */
public final class Webhooks {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // Over HTTP an attempt has ended by then.
  private static final Duration PARTING = Duration.ofSeconds(15);
  // For the answer to whoever caused an event, also over HTTP.
  private static final Duration HEAD_START = Duration.ofMillis(10);
  private static final long MAX_SLEEP_MILLIS = TimeUnit.DAYS.toMillis(1);

  /** Where webhooks go, and the secret that they show. */
  private record Target(WebhookReceiver receiver, WebhookSecret secret) {}

  /** What is sent, and where to. */
  private record Errand(Sending sending, Target target) {}

  private final BankHubService engine;
  private final TestClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Schedule schedule = new Schedule();
  private @Nullable Target target;
  private Set<EventName> allowed = EnumSet.allOf(EventName.class);
  private @Nullable Thread courier;
  private boolean isSending;
  private long ended;
  private int hurried;
  private @Nullable Throwable thrown;
  private long alarm;
  private boolean isAlarmSet;
  private @Nullable Runnable disconnect;

  /**
   * For this kit itself; others ask a hub's control.
   *
   * @param engine the service, whose type is not exported
   */
  public Webhooks(BankHubService engine) {
    this.engine = engine;
    this.clock = engine.clock();
  }

  /**
   * Sends what happens from now on, and what is not delivered yet, to an address. It takes the
   * place of the webhook before, and takes all events until {@link #only} says otherwise. Addresses
   * of this machine are welcome; redirects are not followed. Connecting may take 5 seconds of real
   * time, and the whole exchange 8 seconds.
   *
   * @param url where to send, http or https, without user info
   * @param secret what to show in {@code X-Secret-Key}
   * @throws IllegalArgumentException if the address is not of that kind; nothing changes then
   */
  public void deliverTo(URI url, WebhookSecret secret) {
    Objects.requireNonNull(url, "url");
    deliverTo(HttpWebhookSender.to(url), secret);
  }

  /**
   * Sends what happens from now on, and what is not delivered yet, to a receiver in this process.
   * It takes the place of the webhook before, and takes all events until {@link #only} says
   * otherwise.
   *
   * @param receiver who receives, one request at a time
   * @param secret what to show in {@code X-Secret-Key}
   */
  public void deliverTo(WebhookReceiver receiver, WebhookSecret secret) {
    Objects.requireNonNull(receiver, "receiver");
    Objects.requireNonNull(secret, "secret");
    // What ended before now must not be told as if it ended later.
    engine.nextEnd();
    locked(
        () -> {
          target = new Target(receiver, secret);
          allowed = EnumSet.allOf(EventName.class);
          if (disconnect == null) {
            disconnect = connect();
          }
        });
    wake();
  }

  /**
   * Sends what happens from now on to an inbox in this process.
   *
   * @return the inbox, which is new and empty
   */
  public WebhookInbox inbox() {
    WebhookInbox inbox = new WebhookInbox();
    deliverTo(inbox, inbox.secret());
    return inbox;
  }

  /**
   * Sends certain events alone, as {@code allow_events} does, from now on and as long as this
   * webhook is not replaced.
   *
   * @param names such as {@code BANK_ACCOUNT_LINKED}; none for no event
   * @throws IllegalArgumentException if there is no such event; lists those there are
   */
  public void only(Set<String> names) {
    Objects.requireNonNull(names, "names");
    Set<EventName> chosen =
        names.stream()
            .map(EventName::of)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventName.class)));
    locked(() -> allowed = chosen);
  }

  /** Sends all events from now on, as at first. */
  public void all() {
    locked(() -> allowed = EnumSet.allOf(EventName.class));
  }

  /**
   * Sends nothing more, and gives up what is not delivered yet. The journal stays. Waits until what
   * is just being sent has ended, for at most 15 seconds of real time; not if it is the receiver
   * that calls this, or if the thread is interrupted.
   */
  public void off() {
    off(PARTING);
  }

  void off(Duration patience) {
    lock.lock();
    try {
      stop();
      long last = ended;
      long left = patience.toNanos();
      while (isSending && ended == last && left > 0 && courier != Thread.currentThread()) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets something go wrong from now on.
   *
   * @param disturbance what, for which events and how often
   */
  public void disturb(DeliveryFault disturbance) {
    Objects.requireNonNull(disturbance, "disturbance");
    locked(() -> schedule.disturb(disturbance));
  }

  /** Ends all disturbances, except of what has happened already. */
  public void clearDisturbances() {
    locked(schedule::clearDisturbances);
  }

  /**
   * What was to be sent, and what became of it. What happened while there was no webhook, or was
   * not allowed, is not in it.
   *
   * @return the deliveries so far, in the order in which their events happened; a copy
   */
  public List<WebhookDelivery> journal() {
    lock.lock();
    try {
      return schedule.journal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends an event again, now and undisturbed: as if for the first time, whatever became of it
   * before.
   *
   * @param xid the event's id
   * @throws IllegalArgumentException if the journal has no such event
   * @throws IllegalStateException if there is no webhook
   */
  public void redeliver(EventXid xid) {
    Objects.requireNonNull(xid, "xid");
    locked(
        () -> {
          if (target == null) {
            throw new IllegalStateException("there is no webhook to deliver to");
          }
          schedule.redeliver(xid, clock.instant());
        });
    wake();
  }

  /**
   * Waits until all that is due by the hub's clock was sent, and what the receiver did meanwhile
   * too. Failed attempts that are due later stay: turn the clock, or {@link #runUntilIdle()}.
   *
   * @throws IllegalStateException if no attempt ends for 30 seconds of real time, or if the
   *     receiver causes new events without end; if the receiver threw something, which is the
   *     cause; or if it is the receiver that calls this
   */
  public void settle() {
    settle(PATIENCE);
  }

  void settle(Duration patience) {
    wake();
    lock.lock();
    try {
      hurried++;
      changed.signalAll();
      if (courier == Thread.currentThread()) {
        throw new IllegalStateException("a receiver cannot wait for its own end");
      }
      long left = patience.toNanos();
      long seen = ended;
      // Not without end, as a receiver may cause a new event by each attempt.
      long last = ended + schedule.mostAttempts();
      while (courier != null || (target != null && schedule.isDue(clock.instant()))) {
        if (seen < ended && ended <= last) {
          seen = ended;
          left = patience.toNanos();
        }
        if (left <= 0) {
          throw new IllegalStateException(
              "not all was sent within %s: %s".formatted(patience, schedule.journal()));
        }
        left = changed.awaitNanos(left);
      }
      Throwable failure = thrown;
      thrown = null;
      if (failure != null) {
        throw new IllegalStateException("the receiver threw " + failure, failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while webhooks were sent", e);
    } finally {
      hurried--;
      lock.unlock();
    }
  }

  /**
   * Turns the clock from one attempt to the next, until every delivery has come to its end.
   *
   * @throws IllegalStateException if the clock runs by itself, and as {@link #settle()} does
   */
  public void runUntilIdle() {
    if (clock.isTicking()) {
      throw new IllegalStateException("the hub's clock runs by itself; use one that stands");
    }
    settle();
    for (Optional<Instant> due = nextDue(); due.isPresent(); due = nextDue()) {
      Duration wait = Duration.between(clock.instant(), due.get());
      clock.advance(wait.isNegative() ? Duration.ZERO : wait);
      settle();
    }
  }

  private Optional<Instant> nextDue() {
    lock.lock();
    try {
      return schedule.nextDue();
    } finally {
      lock.unlock();
    }
  }

  /** Hears of events and of turns of the clock; the clock, which may live longer, forgets it. */
  private Runnable connect() {
    Runnable mail =
        engine
            .mailbox()
            .collectBy(
                new EventQueue.Collector() {
                  @Override
                  public void mail() {
                    collect();
                  }

                  @Override
                  public void cleared() {
                    reset();
                  }
                });
    Runnable turns = new Turns(this).listen();
    return () -> {
      mail.run();
      turns.run();
    };
  }

  private void collect() {
    long moment = System.nanoTime() + HEAD_START.toNanos();
    locked(
        () ->
            engine.mailbox().take().stream()
                .filter(event -> target != null && allowed.contains(EventName.of(event.name())))
                .forEach(event -> schedule.add(event, moment)));
    wake();
  }

  /** Called while the service is locked, so it does not ask it anything. */
  private void reset() {
    locked(
        () -> {
          stop();
          schedule.clear();
          allowed = EnumSet.allOf(EventName.class);
          thrown = null;
        });
  }

  private void stop() {
    target = null;
    schedule.giveUp();
    if (disconnect != null) {
      disconnect.run();
      disconnect = null;
    }
    changed.signalAll();
  }

  /** Begins to send what is due; if the clock runs by itself, comes back when something is. */
  private void wake() {
    // Asked without the own lock, as the service tells its events under that of its own.
    Optional<Instant> end = engine.nextEnd();
    locked(
        () -> {
          if (target == null || courier != null) {
            return;
          }
          if (schedule.isDue(clock.instant())) {
            courier = new Thread(this::deliver, "bankhub-webhooks");
            courier.setDaemon(true);
            courier.start();
          } else if (clock.isTicking()) {
            end.ifPresent(this::comeBack);
            schedule.nextDue().ifPresent(this::comeBack);
          }
        });
  }

  /** In real time, as somebody may turn the clock meanwhile. */
  private void comeBack(Instant at) {
    // A moment later, as the delay is measured by another clock.
    long wait = Math.max(0, Duration.between(clock.instant(), at).toMillis()) + 1;
    long millis = Math.min(wait, MAX_SLEEP_MILLIS);
    long time = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    if (isAlarmSet && alarm - time <= 0) {
      return;
    }
    isAlarmSet = true;
    alarm = time;
    WeakReference<Webhooks> reference = new WeakReference<>(this);
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              Webhooks webhooks = reference.get();
              if (webhooks != null) {
                webhooks.ring();
              }
            });
  }

  private void ring() {
    locked(() -> isAlarmSet = false);
    wake();
  }

  /** Sends one after the other, on a thread that ends with it. */
  private void deliver() {
    try {
      Errand errand = next();
      while (errand != null) {
        send(errand);
        errand = next();
      }
    } finally {
      locked(this::retire);
    }
    wake();
  }

  /** Another one may be at work already. */
  private void retire() {
    if (courier == Thread.currentThread()) {
      courier = null;
      changed.signalAll();
    }
  }

  /** What is to be sent now; null if nothing is, and then nobody sends any more. */
  private @Nullable Errand next() {
    while (true) {
      Instant now = clock.instant();
      // Who turned the clock may not have told yet what ended before now.
      engine.nextEnd();
      lock.lock();
      try {
        if (!schedule.isDue(clock.instant())) {
          retire();
          return null;
        }
        giveHeadStart();
        Optional<Sending> next = schedule.next(now);
        if (next.isPresent()) {
          isSending = true;
          return new Errand(next.get(), Objects.requireNonNull(target, "target"));
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void giveHeadStart() {
    try {
      for (long left = schedule.headStart();
          hurried == 0 && left > 0;
          left = schedule.headStart()) {
        changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // A receiver left its thread so; it is no reason to wait, nor to stop.
    }
  }

  private void send(Errand errand) {
    Sending sending = errand.sending();
    Target to = errand.target();
    Throwable failure = null;
    Outcome outcome = Outcome.ANSWERED;
    int status = 0;
    try {
      status = to.receiver().receive(sending.request(to.secret()));
      if (status < 200 || status > 599) {
        throw new IllegalStateException(
            "a receiver answered %s; expected: 200 to 599".formatted(status));
      }
    } catch (SocketTimeoutException e) {
      outcome = Outcome.TIMED_OUT;
    } catch (IOException e) {
      outcome = Outcome.CONNECTION_FAILED;
    } catch (Throwable e) {
      // Not all languages know checked exceptions.
      status = 500;
      failure = e;
    }
    lock.lock();
    try {
      if (failure != null && sending.isCurrent()) {
        thrown = failure;
      }
      schedule.note(sending, outcome, status);
      isSending = false;
      ended++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many deliveries there are. */
  @Override
  public String toString() {
    return "Webhooks[" + journal().size() + " deliveries]";
  }

  /** What a clock keeps of a hub: not the hub, if nobody else does. */
  private static final class Turns implements Runnable {

    private final WeakReference<Webhooks> webhooks;
    private final TestClock clock;
    private Runnable end = this;

    private Turns(Webhooks webhooks) {
      this.webhooks = new WeakReference<>(webhooks);
      this.clock = webhooks.clock;
    }

    private Runnable listen() {
      end = clock.onTurned(this);
      return end;
    }

    @Override
    public void run() {
      Webhooks alive = webhooks.get();
      if (alive != null) {
        alive.wake();
      } else {
        end.run();
      }
    }
  }
}
