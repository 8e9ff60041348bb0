package io.github.bankhub.domain.paging;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Iterates over the items of all pages, and requests each page when it is needed. */
final class PageIterator<Q extends ListQuery<Q, T>, T> implements Iterator<T> {

  private final Function<Q, Page<T>> list;
  private final Function<T, Object> id;
  private @Nullable Q query;
  private List<Object> previousIds = List.of();
  private Iterator<T> items = Collections.emptyIterator();

  PageIterator(Q first, Function<Q, Page<T>> list, Function<T, Object> id) {
    this.query = first;
    this.list = list;
    this.id = id;
  }

  /** Does not use flatMap, whose iterator would request all pages immediately. */
  Stream<T> stream() {
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, characteristics), false);
  }

  @Override
  public boolean hasNext() {
    Q current = query;
    if (!items.hasNext() && current != null) {
      request(current);
    }
    return items.hasNext();
  }

  private void request(Q current) {
    Page<T> page = list.apply(current);
    List<Object> ids = page.items().stream().map(id).toList();
    // An empty or repeated page ends the list, whatever the page says. Else a service that ignores
    // the page number would make the stream endless.
    boolean isNew = !ids.equals(previousIds);
    previousIds = ids;
    items = isNew ? page.items().iterator() : Collections.emptyIterator();
    query = isNew && page.hasNext() ? current.nextPage() : null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more items");
    }
    return items.next();
  }
}
