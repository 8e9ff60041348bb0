package io.github.bankhub.domain.paging;

import io.github.bankhub.domain.internal.JsonFields;
import java.math.BigDecimal;
import java.util.Optional;

/** The position of a page in its list, in either format that SePay sends. */
final class PageMeta {

  private final JsonFields meta;

  private PageMeta(JsonFields meta) {
    this.meta = meta;
  }

  /** Reads the {@code meta} of a list. */
  static PageMeta of(JsonFields list) {
    return new PageMeta(list.nested("meta"));
  }

  /** {@return the number of items on all pages, if SePay sent it} */
  Optional<Long> total() {
    return count("total");
  }

  /**
   * Whether a page follows the requested one. {@code has_more} decides, else the number of pages,
   * else whether this page is full. The page number in the response is ignored: a service that
   * always reports the first page would make the list endless.
   */
  boolean hasNext(int page, int perPage, int size) {
    return meta.optionalFlag("has_more")
        .or(() -> pages().map(pages -> page < pages))
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
