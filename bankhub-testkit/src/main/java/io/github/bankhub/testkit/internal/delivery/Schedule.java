package io.github.bankhub.testkit.internal.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.DeliveryFault.Kind;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Attempt;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, in which order, and what became of it. Not thread-safe.
 *
 * <p>Source of the gaps: page "Webhook events". Their first numbers are assumed; so is that a
 * missing answer counts as a failure of the network. They add up to 33 minutes, so the limit of 5
 * hours on that page is never reached.
 */
public final class Schedule {

  private static final List<Duration> GAPS =
      Stream.of(1, 1, 2, 3, 5, 8, 13).map(Duration::ofMinutes).toList();
  private static final Duration MAX_SWAP = Duration.ofMinutes(1);

  /** A webhook on its way, in one of the rounds that it is sent in. */
  public record Sending(Parcel parcel, Instant due, int round) {

    public WebhookRequest request(WebhookSecret secret) {
      return parcel.request(secret);
    }

    /** Whether it was not ended meanwhile. */
    public boolean isCurrent() {
      return round == parcel.round;
    }
  }

  private final Map<String, Parcel> parcels = new LinkedHashMap<>();
  private final PriorityQueue<Parcel> queue =
      new PriorityQueue<>(
          Comparator.<Parcel, Instant>comparing(parcel -> parcel.due)
              .thenComparing(parcel -> parcel.turn));
  private final List<Armed> disturbances = new ArrayList<>();
  private @Nullable Parcel swapped;
  private int turns;

  /** Plans to send an event, not before a moment of real time unless one is in a hurry. */
  public void add(Event event, long moment) {
    DeliveryFault disturbance = strike(EventName.of(event.name()));
    Kind kind = disturbance == null ? null : disturbance.kind();
    Parcel parcel = new Parcel(event, kind, moment);
    parcels.put(event.xid(), parcel);
    if (kind == Kind.LOSS) {
      parcel.attempts.add(new Attempt(event.at(), Outcome.LOST, 0));
      parcel.state = State.EXHAUSTED;
    } else {
      Duration delay = disturbance == null ? Duration.ZERO : disturbance.delay();
      plan(parcel, event.at().plus(kind == Kind.SWAP ? MAX_SWAP : delay), turns++);
    }
    Parcel before = swapped;
    swapped = kind == Kind.SWAP ? parcel : null;
    if (before != null && queue.remove(before)) {
      boolean isSooner = parcel.due.isBefore(before.due);
      plan(before, isSooner ? parcel.due : before.due, turns++);
    }
  }

  private void plan(Parcel parcel, Instant due, int turn) {
    parcel.due = due;
    parcel.turn = turn;
    queue.add(parcel);
  }

  private @Nullable DeliveryFault strike(EventName event) {
    Armed struck =
        disturbances.stream()
            .filter(armed -> armed.disturbance.strikes(event))
            // A second one would be swapped with the first.
            .filter(armed -> swapped == null || armed.disturbance.kind() != Kind.SWAP)
            .findFirst()
            .orElse(null);
    if (struck == null) {
      return null;
    }
    struck.strokes++;
    disturbances.removeIf(armed -> armed.disturbance.isUsedUpAfter(armed.strokes));
    return struck.disturbance;
  }

  /** What is to be sent now, the earliest first. */
  public Optional<Sending> next(Instant now) {
    if (!isDue(now)) {
      return Optional.empty();
    }
    Parcel parcel = queue.remove();
    if (parcel == swapped) {
      swapped = null;
    }
    return Optional.of(new Sending(parcel, parcel.due, parcel.round));
  }

  /** Whether something is to be sent. */
  public boolean isDue(Instant now) {
    return nextDue().filter(due -> !due.isAfter(now)).isPresent();
  }

  /** For how long the next one still waits, in nanoseconds of real time. */
  public long headStart() {
    Parcel parcel = queue.peek();
    return parcel == null ? 0 : parcel.moment - System.nanoTime();
  }

  /** When something is to be sent next. */
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(queue.peek()).map(parcel -> parcel.due);
  }

  /** How many attempts there may be, if nothing new happens: one more for a duplicate. */
  public long mostAttempts() {
    return parcels.size() * (GAPS.size() + 2L);
  }

  /** Notes how an attempt ended, and plans what follows. */
  public void note(Sending sending, Outcome outcome, int status) {
    Parcel parcel = sending.parcel();
    parcel.attempts.add(new Attempt(sending.due(), outcome, status));
    if (!sending.isCurrent()) {
      return;
    }
    if (parcel.repeats) {
      parcel.repeats = false;
      parcel.isRetried = true;
    } else if (outcome == Outcome.ANSWERED) {
      parcel.state = status < 300 ? State.DELIVERED : State.REFUSED;
      if (parcel.suffers(Kind.DUPLICATE) && !parcel.isRetried) {
        parcel.repeats = true;
        plan(parcel, sending.due(), parcel.turn);
      }
    } else if (parcel.failures < GAPS.size()) {
      plan(parcel, sending.due().plus(GAPS.get(parcel.failures)), parcel.turn);
      parcel.failures++;
    } else {
      parcel.state = State.EXHAUSTED;
    }
  }

  /** Plans to send an event again, now and undisturbed, as if for the first time. */
  public void redeliver(EventXid xid, Instant now) {
    Parcel parcel = parcels.get(xid.value());
    if (parcel == null) {
      throw new IllegalArgumentException(
          "no event %s was sent; those that were: %s".formatted(xid, parcels.keySet()));
    }
    end(parcel);
    parcel.isUndisturbed = true;
    parcel.failures = 0;
    parcel.state = State.PENDING;
    plan(parcel, now, turns++);
  }

  /** Ends what is not delivered yet. */
  public void giveUp() {
    parcels.values().forEach(this::end);
  }

  private void end(Parcel parcel) {
    queue.remove(parcel);
    if (parcel == swapped) {
      swapped = null;
    }
    parcel.round++;
    parcel.repeats = false;
    if (parcel.state == State.PENDING) {
      parcel.state = State.EXHAUSTED;
    }
  }

  public void disturb(DeliveryFault disturbance) {
    disturbances.add(new Armed(disturbance));
  }

  public void clearDisturbances() {
    disturbances.clear();
  }

  /** Puts the first state back. */
  public void clear() {
    giveUp();
    parcels.clear();
    disturbances.clear();
  }

  public List<WebhookDelivery> journal() {
    return parcels.values().stream().map(this::snapshot).toList();
  }

  private WebhookDelivery snapshot(Parcel parcel) {
    Instant next = queue.contains(parcel) ? parcel.due : null;
    return new WebhookDelivery(
        parcel.event, parcel.state, parcel.attempts, next, parcel.disturbance);
  }

  private static final class Armed {

    private final DeliveryFault disturbance;
    private int strokes;

    private Armed(DeliveryFault disturbance) {
      this.disturbance = disturbance;
    }
  }

  /** A webhook to deliver. */
  private static final class Parcel {

    private final Event event;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private final @Nullable Kind disturbance;
    private boolean isUndisturbed;
    private State state = State.PENDING;
    private final long moment;
    private Instant due;
    private int turn;
    private int round;
    private int failures;
    private boolean repeats;
    private boolean isRetried;

    private Parcel(Event event, @Nullable Kind disturbance, long moment) {
      this.event = event;
      this.moment = moment;
      this.disturbance = disturbance;
      this.due = event.at();
    }

    private boolean suffers(Kind kind) {
      return disturbance == kind && !isUndisturbed;
    }

    private WebhookRequest request(WebhookSecret secret) {
      Map<String, List<String>> headers = new HashMap<>();
      headers.put("Content-Type", List.of("application/json"));
      headers.put("User-Agent", List.of("bankhub-testkit"));
      if (!suffers(Kind.NO_SECRET)) {
        String shown = suffers(Kind.WRONG_SECRET) ? "not-the-secret" : secret.reveal();
        headers.put(WebhookRequest.SECRET_HEADER, List.of(shown));
      }
      return new WebhookRequest(headers, WebhookRequest.json(body()));
    }

    private Map<String, Object> body() {
      Map<String, Object> body = event.body();
      if (suffers(Kind.OTHER_LINK_TOKEN)) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(event.metadata());
        metadata.computeIfPresent(
            "link_token_xid",
            (name, xid) -> UUID.nameUUIDFromBytes(event.xid().getBytes(UTF_8)).toString());
        body.put("metadata", metadata);
      }
      return body;
    }
  }
}
