package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.testkit.internal.lifecycle.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private final EventQueue queue = new EventQueue();
  private final List<String> calls = new ArrayList<>();

  private void subscribe() {
    queue.subscribe(
        new EventQueue.Subscriber() {
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
    queue.publish(new Event("e-1", "LINK_TOKEN_CREATED", Instant.EPOCH, Map.of()));
  }

  @Test
  void an_event_waits_for_a_subscriber_that_is_told() {
    subscribe();
    publish();
    queue.notifySubscribers();
    assertThat(calls).containsExactly("events");
    assertThat(queue.drain()).hasSize(1);
  }

  @Test
  void an_event_without_a_subscriber_is_not_kept() {
    publish();
    assertThat(queue.drain()).isEmpty();
  }

  @Test
  void a_reset_drops_the_events_that_wait_and_is_told() {
    subscribe();
    publish();
    queue.clear();
    assertThat(calls).containsExactly("reset");
    assertThat(queue.drain()).isEmpty();
  }
}
