package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.lifecycle.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The events that wait to be delivered, in the order in which they happened. Thread-safe. Without
 * anybody who collects them, none is kept.
 */
public final class EventQueue {

  private final Deque<Event> waiting = new ArrayDeque<>();
  private final List<Collector> collectors = new CopyOnWriteArrayList<>();

  /** Somebody who delivers events. */
  public interface Collector {

    /** Events wait; called on the thread on which they happened, while nothing is locked. */
    void mail();

    /** The first state is put back; called while the service is locked. */
    void cleared();
  }

  /** Keeps an event; called while the service is locked. */
  void post(Event event) {
    if (collectors.isEmpty()) {
      return;
    }
    synchronized (waiting) {
      waiting.add(event);
    }
  }

  /** Tells whoever delivers that something may wait; called while nothing is locked. */
  void collect() {
    if (!collectors.isEmpty() && hasMail()) {
      collectors.forEach(Collector::mail);
    }
  }

  private boolean hasMail() {
    synchronized (waiting) {
      return !waiting.isEmpty();
    }
  }

  /** Takes all events that wait. */
  public List<Event> take() {
    synchronized (waiting) {
      List<Event> taken = new ArrayList<>(waiting);
      waiting.clear();
      return taken;
    }
  }

  /**
   * Tells somebody of the events from now on.
   *
   * @return ends it
   */
  public Runnable collectBy(Collector collector) {
    collectors.add(collector);
    return () -> collectors.remove(collector);
  }

  void clear() {
    synchronized (waiting) {
      waiting.clear();
    }
    collectors.forEach(Collector::cleared);
  }
}
