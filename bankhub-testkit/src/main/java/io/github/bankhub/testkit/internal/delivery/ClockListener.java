package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.clock.TestClock;
import java.lang.ref.WeakReference;

/** Wakes a dispatcher when its clock advances. The clock does not keep a forgotten dispatcher. */
final class ClockListener implements Runnable {

  private final WeakReference<MessageDispatcher> dispatcher;
  private Runnable remove = () -> {};

  private ClockListener(MessageDispatcher dispatcher) {
    this.dispatcher = new WeakReference<>(dispatcher);
  }

  /** {@return removes the listener} */
  static Runnable add(TestClock clock, MessageDispatcher dispatcher) {
    ClockListener listener = new ClockListener(dispatcher);
    listener.remove = clock.onAdvanced(listener);
    return listener.remove;
  }

  @Override
  public void run() {
    MessageDispatcher alive = dispatcher.get();
    if (alive == null) {
      remove.run();
    } else {
      alive.wake();
    }
  }
}
