package io.github.bankhub.testkit.internal.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** The newest elements of a series, as many as a setting allows. Not thread-safe. */
public final class History<T> {

  private static final int MIN_CAPACITY = 16;

  private final IntSupplier limit;
  private final Consumer<T> onDrop;
  private Object[] slots = new Object[MIN_CAPACITY];
  private int from;
  private int to;
  // A snapshot reads the present slots, so those before the end must stay.
  private boolean hasSnapshot;
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
    if (to == slots.length) {
      move();
    }
    slots[to++] = element;
    while (size() > limit.getAsInt()) {
      onDrop.accept(removeOldest());
      dropped++;
    }
  }

  private void move() {
    int size = size();
    Object[] moved = new Object[Math.max(MIN_CAPACITY, 2 * size)];
    System.arraycopy(slots, from, moved, 0, size);
    slots = moved;
    from = 0;
    to = size;
    hasSnapshot = false;
  }

  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // Only elements are in use, and an unused slot is null.
  private T removeOldest() {
    if (hasSnapshot) {
      move();
    }
    T oldest = (T) slots[from];
    slots[from++] = null;
    return oldest;
  }

  public void remove(T element) {
    removeIf(element::equals);
  }

  public void removeIf(Predicate<? super T> condition) {
    Object[] left = elements().stream().filter(condition.negate()).toArray();
    slots = Arrays.copyOf(left, Math.max(MIN_CAPACITY, left.length));
    from = 0;
    to = left.length;
    hasSnapshot = false;
  }

  public void clear() {
    slots = new Object[MIN_CAPACITY];
    from = 0;
    to = 0;
    hasSnapshot = false;
    dropped = 0;
  }

  /** {@return the elements, the oldest first; a snapshot, which copies nothing} */
  @SuppressWarnings("unchecked") // Only elements are in use.
  public List<T> elements() {
    hasSnapshot = true;
    return (List<T>) Collections.unmodifiableList(Arrays.asList(slots).subList(from, to));
  }

  public int size() {
    return to - from;
  }

  /** {@return the number of dropped elements} */
  public long dropped() {
    return dropped;
  }
}
