package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.lifecycle.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The events that wait for delivery, in their order. Thread-safe. It stores no event while there is
 * no subscriber.
 */
public final class EventQueue {

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  public interface Subscriber {

    /** Events wait. Called on the thread that caused them, without a lock. */
    void onEvents();

    /** The service is reset. Called while the service is locked. */
    void onReset();
  }

  /** Adds an event. Called while the service is locked. */
  void publish(Event event) {
    if (!subscribers.isEmpty()) {
      events.add(event);
    }
  }

  /** Notifies the subscribers if events wait. Called without a lock. */
  void notifySubscribers() {
    if (!events.isEmpty()) {
      subscribers.forEach(Subscriber::onEvents);
    }
  }

  public List<Event> drain() {
    List<Event> drained = new ArrayList<>();
    events.drainTo(drained);
    return drained;
  }

  public void subscribe(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void clear() {
    events.clear();
    subscribers.forEach(Subscriber::onReset);
  }
}
