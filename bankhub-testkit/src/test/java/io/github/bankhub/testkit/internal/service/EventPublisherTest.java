package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.lifecycle.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

  private final EventPublisher publisher = new EventPublisher();
  private final List<String> calls = new ArrayList<>();

  private void subscribe(boolean hasWork) {
    publisher.subscribe(
        new EventPublisher.Subscriber() {
          @Override
          public boolean onEvent(Message event) {
            calls.add(event.name());
            return hasWork;
          }

          @Override
          public void onEvents() {
            calls.add("events");
          }

          @Override
          public void onReset() {
            calls.add("reset");
          }
        });
  }

  private void publish() {
    publisher.publish(
        new Event(
            new UUID(1, 1),
            EventName.LINK_TOKEN_CREATED,
            "LINK_TOKEN_CREATED",
            Instant.EPOCH,
            Map::of));
  }

  @Test
  void a_subscriber_gets_an_event_immediately_and_is_notified_once_of_its_work() {
    subscribe(true);
    publish();
    assertThat(publisher.takeWork()).isTrue();
    assertThat(publisher.takeWork()).isFalse();
    publisher.notifySubscribers();
    assertThat(calls).containsExactly("LINK_TOKEN_CREATED", "events");
  }

  @Test
  void a_subscriber_without_work_causes_no_notification() {
    subscribe(false);
    publish();
    assertThat(publisher.takeWork()).isFalse();
  }

  @Test
  void a_reset_drops_the_work_and_is_told() {
    subscribe(true);
    publish();
    publisher.reset();
    assertThat(publisher.takeWork()).isFalse();
    assertThat(calls).containsExactly("LINK_TOKEN_CREATED", "reset");
  }
}
