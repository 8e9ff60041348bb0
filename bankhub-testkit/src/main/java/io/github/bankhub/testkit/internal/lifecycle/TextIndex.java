package io.github.bankhub.testkit.internal.lifecycle;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Elements by one of their texts. Not thread-safe. Its arrays with linear probing take less memory
 * than a map of the JDK, which has an object for each entry, and grow faster.
 */
final class TextIndex<T> {

  private static final int MIN_CAPACITY = 16;

  private final Function<T, String> text;
  private @Nullable Object[] elements = new Object[MIN_CAPACITY];
  // That of the element at the same place, so that a search and a growth read few elements.
  private int[] hashes = new int[MIN_CAPACITY];
  private int size;

  TextIndex(Function<T, String> text) {
    this.text = text;
  }

  /** Replaces an element with the same text. */
  void put(T element) {
    String key = text.apply(element);
    int place = place(key);
    if (elements[place] == null) {
      size++;
    }
    elements[place] = element;
    hashes[place] = key.hashCode();
    if (size > elements.length / 3 * 2) {
      grow();
    }
  }

  @Nullable T get(String key) {
    return element(place(key));
  }

  /** Removes an element, unless another one has replaced it. */
  void remove(T element) {
    int free = place(text.apply(element));
    if (elements[free] != element) {
      return;
    }
    size--;
    elements[free] = null;
    for (int i = next(free); elements[i] != null; i = next(i)) {
      int wanted = first(hashes[i]);
      // The way from the wanted place to this one leads over the free place.
      if (distance(wanted, i) >= distance(free, i)) {
        elements[free] = elements[i];
        hashes[free] = hashes[i];
        elements[i] = null;
        free = i;
      }
    }
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // Only elements are stored.
  private @Nullable T element(int place) {
    return (T) elements[place];
  }

  /** {@return the place of a text, or the free place for it} */
  private int place(String key) {
    int hash = key.hashCode();
    int place = first(hash);
    for (T found = element(place); found != null; found = element(place)) {
      if (hashes[place] == hash && text.apply(found).equals(key)) {
        return place;
      }
      place = next(place);
    }
    return place;
  }

  /** The upper bits of a product with the golden ratio depend on all bits of the hash. */
  private int first(int hash) {
    return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(elements.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (elements.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (elements.length - 1);
  }

  private void grow() {
    @Nullable Object[] oldElements = elements;
    int[] oldHashes = hashes;
    elements = new Object[2 * oldElements.length];
    hashes = new int[elements.length];
    for (int i = 0; i < oldElements.length; i++) {
      if (oldElements[i] != null) {
        int place = first(oldHashes[i]);
        while (elements[place] != null) {
          place = next(place);
        }
        elements[place] = oldElements[i];
        hashes[place] = oldHashes[i];
      }
    }
  }
}
