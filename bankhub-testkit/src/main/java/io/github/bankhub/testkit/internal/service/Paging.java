package io.github.bankhub.testkit.internal.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The page that a list request asks for. Immutable. */
record Paging(int page, int perPage) {

  static final FormField PAGE = FormField.number("page", Integer.MAX_VALUE);
  static final FormField PER_PAGE = FormField.number("per_page", 100);

  static Paging of(Map<String, ?> fields) {
    return new Paging(number(fields, PAGE, 1), number(fields, PER_PAGE, 20));
  }

  private static int number(Map<String, ?> fields, FormField field, int defaultNumber) {
    return fields.containsKey(field.name())
        ? Integer.parseInt(String.valueOf(fields.get(field.name())))
        : defaultNumber;
  }

  /** {@return one page of a list, with {@code meta} as SePay shows it for bank accounts} */
  <T> Map<String, @Nullable Object> body(
      List<T> all, Function<T, Map<String, @Nullable Object>> item) {
    int pages = (all.size() + perPage - 1) / perPage;
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("per_page", perPage);
    meta.put("total", all.size());
    meta.put("has_more", page < pages);
    meta.put("current_page", page);
    meta.put("page_count", pages);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("data", all.stream().skip((page - 1L) * perPage).limit(perPage).map(item).toList());
    body.put("meta", meta);
    return body;
  }
}
