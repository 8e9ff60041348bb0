package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import java.time.Instant;

/** An event that was not to be sent. Immutable. */
record Unsent(EventName name, Instant at, String reason) {

  static Unsent withoutWebhook(Event event) {
    return of(event, "no webhook was set when it happened");
  }

  static Unsent notAllowed(Event event) {
    return of(event, "the webhook does not allow it");
  }

  private static Unsent of(Event event, String reason) {
    return new Unsent(event.type(), event.at(), reason);
  }

  @Override
  public String toString() {
    return "%s of %s was not sent: %s".formatted(name, at, reason);
  }
}
