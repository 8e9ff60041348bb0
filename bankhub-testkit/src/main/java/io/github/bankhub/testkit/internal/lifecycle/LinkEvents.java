package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Publishes the events of link tokens. Not thread-safe. */
public final class LinkEvents {

  private final Supplier<String> xids;
  private final TestSettings settings;
  private final Consumer<Event> subscriber;

  /** Publishes events to one subscriber. */
  public LinkEvents(Supplier<String> xids, TestSettings settings, Consumer<Event> subscriber) {
    this.xids = xids;
    this.settings = settings;
    this.subscriber = subscriber;
  }

  void publish(Link link, EventName name, Instant at) {
    String spelling =
        name == EventName.BANK_ACCOUNT_INACTIVATED && settings.usesInactivedSpelling()
            ? "BANK_ACCOUNT_INACTIVED"
            : name.name();
    Event event = new Event(xids.get(), spelling, at, EventMetadata.of(name, link));
    link.record(event);
    subscriber.accept(event);
  }
}
