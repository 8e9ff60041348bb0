package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.delivery.Target.Result;
import io.github.bankhub.testkit.internal.lifecycle.Message;
import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.settings.History;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.DeliveryFault.Kind;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Attempt;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order and the retries of deliveries, and their journal. Not thread-safe.
 *
 * <p>Source of the backoff: page "Webhook events". Assumed: its first numbers, and that a missing
 * response counts as a network failure. The backoff adds up to 33 minutes, so deliveries never
 * reach the limit of 5 hours on that page.
 */
final class Schedule {

  private static final List<Duration> BACKOFF =
      Stream.of(1, 1, 2, 3, 5, 8, 13).map(Duration::ofMinutes).toList();
  private static final Duration MAX_SWAP = Duration.ofMinutes(1);

  /** The next attempt of a delivery. A round ends when the delivery is given up or redelivered. */
  record PlannedAttempt(PendingDelivery delivery, Instant due, int round) {

    boolean isCurrent() {
      return round == delivery.round;
    }
  }

  private final Map<String, PendingDelivery> deliveries = new LinkedHashMap<>();
  private final History<PendingDelivery> ended;
  private final PriorityQueue<PendingDelivery> queue =
      new PriorityQueue<>(
          Comparator.<PendingDelivery, Instant>comparing(delivery -> delivery.due)
              .thenComparing(delivery -> delivery.sequence));
  private final List<ActiveFault> faults = new ArrayList<>();
  private @Nullable PendingDelivery swapped;
  private int sequence;

  Schedule(IntSupplier historySize) {
    this.ended = new History<>(historySize, old -> deliveries.remove(old.message().xid()));
  }

  /** The head start ends at an instant of {@link System#nanoTime}. */
  void add(Message message, long notBefore) {
    DeliveryFault fault = match(message);
    Kind kind = fault == null ? null : fault.kind();
    PendingDelivery delivery = new PendingDelivery(message, kind, notBefore);
    deliveries.put(message.xid(), delivery);
    if (kind == Kind.LOSS) {
      delivery.attempts.add(new Attempt(message.at(), Outcome.LOST, 0));
      delivery.state = State.EXHAUSTED;
      delivery.problem = Optional.of("a delivery fault lost it");
      ended.add(delivery);
    } else {
      Duration delay = fault == null ? Duration.ZERO : fault.delay();
      plan(delivery, message.at().plus(kind == Kind.SWAP ? MAX_SWAP : delay), sequence++);
    }
    PendingDelivery before = swapped;
    swapped = kind == Kind.SWAP ? delivery : null;
    if (before != null && queue.remove(before)) {
      boolean isSooner = delivery.due.isBefore(before.due);
      plan(before, isSooner ? delivery.due : before.due, sequence++);
    }
  }

  private void plan(PendingDelivery delivery, Instant due, int sequence) {
    delivery.due = due;
    delivery.sequence = sequence;
    queue.add(delivery);
  }

  private @Nullable DeliveryFault match(Message message) {
    ActiveFault active =
        faults.stream()
            .filter(candidate -> applies(candidate.fault, message))
            // A second one would be swapped with the first.
            .filter(candidate -> swapped == null || candidate.fault.kind() != Kind.SWAP)
            .findFirst()
            .orElse(null);
    if (active == null) {
      return null;
    }
    active.events++;
    faults.removeIf(candidate -> candidate.fault.isUsedUpAfter(candidate.events));
    return active.fault;
  }

  private static boolean applies(DeliveryFault fault, Message message) {
    return message.kind() == MessageKind.IPN || fault.appliesTo(message.name());
  }

  Optional<PlannedAttempt> next(Instant now) {
    if (!isDue(now)) {
      return Optional.empty();
    }
    PendingDelivery delivery = queue.remove();
    if (delivery == swapped) {
      swapped = null;
    }
    return Optional.of(new PlannedAttempt(delivery, delivery.due, delivery.round));
  }

  boolean isDue(Instant now) {
    return nextDue().filter(due -> !due.isAfter(now)).isPresent();
  }

  /** {@return the remaining head start of the next attempt, in nanoseconds of real time} */
  long headStart() {
    PendingDelivery delivery = queue.peek();
    return delivery == null ? 0 : delivery.notBefore - System.nanoTime();
  }

  Optional<Instant> nextDue() {
    return Optional.ofNullable(queue.peek()).map(delivery -> delivery.due);
  }

  /** {@return the most attempts without new events, one of each delivery for a duplicate} */
  long maxAttempts() {
    return deliveries.size() * (BACKOFF.size() + 2L);
  }

  void finish(PlannedAttempt attempt, Result result) {
    Outcome outcome = result.outcome();
    int status = result.status();
    PendingDelivery delivery = attempt.delivery();
    delivery.attempts.add(new Attempt(attempt.due(), outcome, status));
    if (!attempt.isCurrent()) {
      return;
    }
    delivery.problem = result.problem();
    if (delivery.isDuplicating) {
      delivery.isDuplicating = false;
      delivery.isDuplicated = true;
    } else if (outcome == Outcome.RESPONDED) {
      delivery.state = result.isSuccess() ? State.DELIVERED : State.REJECTED;
      if (delivery.hasFault(Kind.DUPLICATE) && !delivery.isDuplicated) {
        delivery.isDuplicating = true;
        plan(delivery, attempt.due(), delivery.sequence);
      }
    } else if (delivery.failures < BACKOFF.size()) {
      plan(delivery, attempt.due().plus(BACKOFF.get(delivery.failures)), delivery.sequence);
      delivery.failures++;
    } else {
      delivery.state = State.EXHAUSTED;
    }
    if (delivery.state != State.PENDING && !delivery.isDuplicating) {
      ended.add(delivery);
    }
  }

  /** {@return the delivery of a message; empty if it was not sent, or the journal dropped it} */
  Optional<PendingDelivery> find(String xid) {
    return Optional.ofNullable(deliveries.get(xid));
  }

  Set<String> xids() {
    return deliveries.keySet();
  }

  void redeliver(PendingDelivery delivery, Instant now) {
    end(delivery);
    ended.remove(delivery);
    delivery.isFaultless = true;
    delivery.failures = 0;
    delivery.state = State.PENDING;
    plan(delivery, now, sequence++);
  }

  void giveUp() {
    List.copyOf(deliveries.values()).forEach(this::end);
  }

  private void end(PendingDelivery delivery) {
    boolean isEnding = delivery.state == State.PENDING || delivery.isDuplicating;
    queue.remove(delivery);
    if (delivery == swapped) {
      swapped = null;
    }
    delivery.round++;
    delivery.isDuplicating = false;
    if (delivery.state == State.PENDING) {
      delivery.state = State.EXHAUSTED;
    }
    if (isEnding) {
      ended.add(delivery);
    }
  }

  List<DeliveryFault> faults() {
    return faults.stream().map(active -> active.fault).toList();
  }

  void inject(DeliveryFault fault) {
    faults.add(new ActiveFault(fault));
  }

  void clearFaults() {
    faults.clear();
  }

  void clear() {
    giveUp();
    deliveries.clear();
    ended.clear();
    faults.clear();
  }

  /** {@return the deliveries that have not ended, in the order of their events} */
  Stream<PendingDelivery> pending() {
    return deliveries.values().stream().filter(delivery -> delivery.state == State.PENDING);
  }

  /** {@return the deliveries whose next attempt is planned, in any order} */
  Stream<PendingDelivery> planned() {
    return queue.stream().filter(delivery -> delivery.state == State.PENDING);
  }

  /** Ends the head start of what is planned. */
  void endHeadStart() {
    long now = System.nanoTime();
    queue.forEach(delivery -> delivery.notBefore = now);
  }

  /** {@return whether a delivery waits for the next event} */
  boolean isSwapped(PendingDelivery delivery) {
    return delivery == swapped;
  }

  Stream<PendingDelivery> lost() {
    return deliveries.values().stream().filter(delivery -> delivery.hasFault(Kind.LOSS));
  }

  long dropped() {
    return ended.dropped();
  }

  /** The second argument is whether the next attempt is planned. */
  <T> List<T> journal(BiFunction<PendingDelivery, Boolean, T> snapshot) {
    return deliveries.values().stream()
        .map(delivery -> snapshot.apply(delivery, queue.contains(delivery)))
        .toList();
  }

  private static final class ActiveFault {

    private final DeliveryFault fault;
    private int events;

    private ActiveFault(DeliveryFault fault) {
      this.fault = fault;
    }
  }
}
