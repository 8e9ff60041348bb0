package io.github.bankhub.testkit.internal.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The newest elements of a series, as many as a setting allows. Not thread-safe. */
public final class History<T> {

  private final IntSupplier limit;
  private final Consumer<T> onDrop;
  private final Deque<T> elements = new ArrayDeque<>();
  private long dropped;

  /** Passes each dropped element on. */
  public History(IntSupplier limit, Consumer<T> onDrop) {
    this.limit = limit;
    this.onDrop = onDrop;
  }

  public History(IntSupplier limit) {
    this(limit, element -> {});
  }

  /** Adds an element, and drops the oldest ones that exceed the limit. */
  public void add(T element) {
    elements.add(element);
    while (elements.size() > limit.getAsInt()) {
      onDrop.accept(elements.remove());
      dropped++;
    }
  }

  public void remove(T element) {
    elements.remove(element);
  }

  public void clear() {
    elements.clear();
    dropped = 0;
  }

  /** {@return the elements, the oldest first; a copy} */
  public List<T> elements() {
    return List.copyOf(elements);
  }

  /** {@return the number of dropped elements} */
  public long dropped() {
    return dropped;
  }
}
