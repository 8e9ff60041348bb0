package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;

import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.testkit.contract.MutantCall.Mutation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make a mistake that is possible with every list. */
@SuppressWarnings("unchecked") // The service writes lists of objects.
final class ListMutants {

  /** The rules that hold for every list. */
  static final List<String> RULES = List.of("LS_01", "LS_02", "LS_03", "LS_04", "LS_05", "LS_06");

  private ListMutants() {}

  /** The mutants of {@link ListContract}. */
  static Stream<Mutant> of(Mutant.Of list) {
    return of(list, "created_at");
  }

  /** The mutants of {@link ListContract}, for objects with another time. */
  static Stream<Mutant> of(Mutant.Of list, String time) {
    return Stream.of(OperationMutants.of(list), items(list, time), pages(list)).flatMap(all -> all);
  }

  private static Stream<Mutant> items(Mutant.Of list, String time) {
    return Stream.of(
        list.calls(
            "always reports a next page",
            hasMore((call, items) -> true),
            "LS_01_a_list_without_items_is_one_empty_page",
            "there is no next page"),
        list.calls(
            "reverses the order",
            response("data", ListMutants::reversed),
            "LS_02_the_newest_item_is_listed_first",
            "the order is that of the response"),
        list.calls(
            "reads times in UTC",
            eachItem(item -> put(item, time, OperationMutants.asReadInUtc(item.get(time)))),
            "LS_03_times_are_read_in_Vietnam_time_which_is_assumed",
            "it was created just now"),
        drops(list, "q", "LS_04_a_list_can_be_searched_by_text", "leaves out what does not match"),
        list.calls(
            "reports a failure as an empty list",
            swallow(UnavailableException.class, call -> Map.of("data", List.of())),
            "FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page",
            "takes items that are not listed for deleted"));
  }

  private static Stream<Mutant> pages(Mutant.Of list) {
    return Stream.of(
        list.calls(
            "always reports a next page",
            hasMore((call, items) -> true),
            "LS_05_a_page_reports_whether_there_is_a_next_one",
            "there is no page after the last"),
        list.calls(
            "expects a page after a full one",
            hasMore((call, items) -> call.text("per_page").equals(String.valueOf(items.size()))),
            "LS_05_a_page_reports_whether_there_is_a_next_one",
            "there is no page after a last page that is full"),
        list.calls(
            "stops after the first page",
            hasMore((call, items) -> false),
            "LS_06_a_stream_goes_through_all_pages",
            "each item comes once"),
        list.calls(
            "requests the next page too early",
            call -> {
              call.with("page", "2").send();
              return call.send();
            },
            "LS_06_a_page_is_requested_when_it_is_needed",
            "only the first page is requested"));
  }

  /** A client that does not send one field of a query. */
  static Mutant drops(Mutant.Of list, String field, String test, String message) {
    return list.calls("drops " + field, call -> call.without(field).send(), test, message);
  }

  static Mutation eachItem(UnaryOperator<Map<String, @Nullable Object>> change) {
    return response(
        "data", data -> ((List<Map<String, @Nullable Object>>) data).stream().map(change).toList());
  }

  private static Mutation hasMore(HasMore hasMore) {
    return call -> {
      Map<String, @Nullable Object> body = call.send();
      Map<String, @Nullable Object> meta = (Map<String, @Nullable Object>) body.get("meta");
      boolean more = hasMore.test(call, (List<?>) body.get("data"));
      return put(body, "meta", put(meta, "has_more", more));
    };
  }

  private static List<Object> reversed(@Nullable Object items) {
    List<Object> reversed = new ArrayList<>((List<Object>) Objects.requireNonNull(items));
    Collections.reverse(reversed);
    return reversed;
  }

  /** Whether a response reports a next page. */
  @FunctionalInterface
  private interface HasMore {
    boolean test(MutantCall call, List<?> items);
  }
}
