package io.github.bankhub.domain.internal;

import java.math.BigDecimal;
import java.util.Optional;

/** Where a page stands among the others, by either of the forms in which SePay tells it. */
public final class PageMeta {

  private final JsonFields meta;

  private PageMeta(JsonFields meta) {
    this.meta = meta;
  }

  /** What a list says of its pages. */
  public static PageMeta of(JsonFields list) {
    return new PageMeta(list.nested("meta"));
  }

  /** How many items there are on all pages, if the list says so. */
  public Optional<Long> total() {
    return count("total");
  }

  /**
   * Whether there is a page after the one asked for: as {@code has_more} says; else as the number
   * of pages says; else if this one is full. Which page the list says it is does not count: one
   * that is always the first would have a next one for ever.
   */
  public boolean hasNext(int asked, int perPage, int size) {
    return meta.answer("has_more")
        .or(() -> pages().map(pages -> asked < pages))
        .orElseGet(() -> size > 0 && size >= count("per_page").orElse((long) perPage));
  }

  private Optional<Long> pages() {
    return count("total_pages").or(() -> count("page_count"));
  }

  private Optional<Long> count(String field) {
    return meta.number(field).filter(number -> number.signum() >= 0).flatMap(PageMeta::whole);
  }

  private static Optional<Long> whole(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
