package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.ListQuery;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of every list of items of type T, selected by a query of type Q. */
abstract class ListContract<Q extends ListQuery<Q, T>, T> extends RetriedOperationContract {

  private final Q firstPage;
  private final Function<T, ?> xid;
  private final Function<T, Optional<Instant>> createdAt;
  private final Function<T, Optional<String>> text;

  ListContract(
      Operation operation,
      Q firstPage,
      Function<T, ?> xid,
      Function<T, Optional<Instant>> createdAt,
      Function<T, Optional<String>> text) {
    super(operation);
    this.firstPage = firstPage;
    this.xid = xid;
    this.createdAt = createdAt;
    this.text = text;
  }

  abstract Page<T> list(Q query);

  abstract Stream<T> all(Q query);

  /** {@return the id of a new item whose text differs from that of other numbers} */
  abstract Object add(int number);

  /** {@return the ids of the items that a new service already has, newest first} */
  List<?> existing() {
    return List.of();
  }

  @Override
  final Executable validCall() {
    return () -> list(firstPage);
  }

  @Test
  void LS_01_a_list_without_items_is_one_empty_page() {
    fixture.assumeNewService();
    Page<T> page =
        list(existing().isEmpty() ? firstPage : firstPage.matching("no item has this text"));
    assertEquals(List.of(), page.items(), "there are no items");
    assertFalse(page.hasNext(), "there is no next page");
  }

  @Test
  void LS_02_the_newest_item_is_listed_first() {
    assertLists(newestFirst(3), firstPage, "the order is that of the response");
  }

  @Test
  @InForeignTimeZone
  void LS_03_times_are_read_in_Vietnam_time_which_is_assumed() {
    newestFirst(1);
    assertEquals(Optional.of(fixture.now()), createdAt.apply(newest()), "it was created just now");
  }

  @Test
  void LS_04_a_list_can_be_searched_by_text() {
    Object xid = newestFirst(2).get(0);
    String itsText = text.apply(newest()).orElseThrow();
    assertLists(
        List.of(xid), firstPage.matching(itsText), "the list leaves out what does not match");
    assertLists(List.of(), firstPage.matching("a&q=b+c%20#?"), "the text is sent unchanged");
  }

  @Test
  void LS_05_a_page_reports_whether_there_is_a_next_one() {
    newestFirst(5);
    Page<T> first = list(firstPage.withPerPage(2));
    assertEquals(2, first.items().size(), "a page has the requested size");
    assertEquals(5, first.total().orElse(0), "the total counts all pages");
    assertTrue(first.hasNext(), "there is a page after the first");
    Page<T> last = list(firstPage.withPerPage(2).withPage(3));
    assertEquals(1, last.items().size(), "the last page has the rest");
    assertFalse(last.hasNext(), "there is no page after the last");
    assertFalse(
        list(firstPage.withPerPage(5)).hasNext(),
        "there is no page after a last page that is full");
  }

  @Test
  void LS_06_a_stream_goes_through_all_pages() {
    List<?> xids = newestFirst(5);
    assertEquals(
        xids,
        all(firstPage.withPerPage(2)).map(xid).toList(),
        "each item comes once, in the order of the pages");
    assertEquals(3, fixture.statuses(operation).size(), "the client requests each page once");
  }

  @Test
  void LS_06_a_page_is_requested_when_it_is_needed() {
    newestFirst(5);
    Iterator<T> all = all(firstPage.withPerPage(2)).iterator();
    assertEquals(List.of(), fixture.statuses(operation), "no page is requested yet");
    all.next();
    assertEquals(1, fixture.statuses(operation).size(), "only the first page is requested");
  }

  @Test
  void FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page() {
    fixture.control().inject(FaultScenario.SERVER_ERROR_500.always().on(operation));
    assertThrows(
        UnavailableException.class,
        () -> list(firstPage),
        "an application takes items that are not listed for deleted");
  }

  final void assertLists(List<?> xids, Q query, String message) {
    assertEquals(xids, list(query).items().stream().map(xid).toList(), message);
  }

  /** Adds items until there are as many as given, and returns their ids. */
  final List<Object> newestFirst(int count) {
    List<Object> xids = new ArrayList<>(existing());
    while (xids.size() < count) {
      xids.add(0, add(xids.size()));
    }
    return xids;
  }

  private T newest() {
    return list(firstPage).items().get(0);
  }
}
