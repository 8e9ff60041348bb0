package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.put;

import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that are possible with every list. */
@SuppressWarnings("unchecked") // The service writes lists of objects.
final class ListMutations {

  private ListMutations() {}

  static Mutation items(UnaryOperator<Map<String, @Nullable Object>> change) {
    return response(
        "data", data -> ((List<Map<String, @Nullable Object>>) data).stream().map(change).toList());
  }

  static Mutation hasMore(HasMore hasMore) {
    return call -> {
      Map<String, @Nullable Object> body = call.send();
      Map<String, @Nullable Object> meta = (Map<String, @Nullable Object>) body.get("meta");
      boolean more = hasMore.test(call, (List<?>) body.get("data"));
      return put(body, "meta", put(meta, "has_more", more));
    };
  }

  static List<Object> reversed(@Nullable Object items) {
    List<Object> reversed = new ArrayList<>((List<Object>) Objects.requireNonNull(items));
    Collections.reverse(reversed);
    return reversed;
  }

  /** Whether a response reports a next page. */
  @FunctionalInterface
  interface HasMore {
    boolean test(MutantCall call, List<?> items);
  }
}
