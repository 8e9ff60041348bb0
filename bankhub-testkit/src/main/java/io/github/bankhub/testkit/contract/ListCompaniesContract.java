package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyQuery.Order;
import io.github.bankhub.domain.company.CompanyStatus;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.Companies#list} and {@link
 * io.github.bankhub.domain.port.Companies#all}, one test each. Extend it as you extend {@link
 * CreateLinkTokenContract}.
 *
 * <ul>
 *   <li>CO-02: the client sends each selected filter and order, and no other.
 *   <li>CO-04: the list contains each company with the documented fields, newest first.
 *   <li>CO-05: times are read as Vietnam time, which is assumed.
 *   <li>CO-06: a page reports whether there is a next one.
 *   <li>CO-08: a stream goes through all pages and requests each page when it needs it.
 * </ul>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ListCompaniesContract extends RetriedOperationContract {

  private static final CompanyQuery ALL = CompanyQuery.ALL;

  @Override
  final Operation operation() {
    return Operation.LIST_COMPANIES;
  }

  @Override
  final void call(ContractFixture fixture) {
    listed(fixture, ALL);
  }

  /** The filters and the order of a request. */
  @Nested
  class Filters {
    @Test
    void CO_02_companies_can_be_searched_by_name() {
      ContractFixture fixture = fixture();
      CompanyXid other = fixture.control().addCompany("CONG TY CP XYZ");
      assertEquals(
          List.of(other),
          listed(fixture, ALL.matching("CP XYZ")),
          "the list leaves out what does not match");
      assertEquals(
          List.of(), listed(fixture, ALL.matching("a&q=b+c%20#?")), "the text is sent unchanged");
    }

    @Test
    void CO_02_the_companies_with_one_status_can_be_selected() {
      ContractFixture fixture = fixture();
      assertEquals(
          List.of(fixture.company()),
          listed(fixture, ALL.withStatus(CompanyStatus.ACTIVE)),
          "the list has the companies with this status");
      assertEquals(
          List.of(),
          listed(fixture, ALL.withStatus(CompanyStatus.PENDING)),
          "the list leaves out companies with another status");
    }

    @Test
    void CO_02_the_order_can_be_selected() {
      ContractFixture fixture = fixture();
      List<CompanyXid> newestFirst = newestFirst(fixture, 3);
      assertEquals(
          newestFirst, listed(fixture, ALL.inOrder(Order.NEWEST_FIRST)), "the newest comes first");
      Collections.reverse(newestFirst);
      assertEquals(
          newestFirst, listed(fixture, ALL.inOrder(Order.OLDEST_FIRST)), "the oldest comes first");
    }
  }

  /** The companies of a response. */
  @Nested
  class Response {
    @Test
    void CO_04_a_company_is_listed_with_the_documented_fields() {
      ContractFixture fixture = fixture();
      Company company = list(fixture, ALL).items().get(0);
      assertEquals(fixture.company(), company.xid(), "the id");
      assertEquals(Optional.of("CONG TY TNHH ABC"), company.fullName(), "the name");
      assertEquals(Optional.of(CompanyStatus.ACTIVE), company.status(), "the status");
      assertTrue(company.isActive(), "it is active");
    }

    @Test
    void CO_04_the_newest_company_is_listed_first() {
      ContractFixture fixture = fixture();
      assertEquals(
          newestFirst(fixture, 3), listed(fixture, ALL), "the order is that of the response");
    }

    @Test
    void CO_04_without_a_match_there_is_one_empty_page() {
      Page<Company> page = list(fixture(), ALL.matching("no such company"));
      assertEquals(List.of(), page.items(), "there are no companies");
      assertFalse(page.hasNext(), "there is no next page");
    }

    @Test
    void CO_05_times_are_read_in_Vietnam_time_which_is_assumed() {
      ContractFixture fixture = fixture();
      Company company = list(fixture, ALL).items().get(0);
      assertEquals(Optional.of(fixture.now()), company.createdAt(), "it was created just now");
      assertEquals(Optional.of(fixture.now()), company.updatedAt(), "it was changed just now");
    }
  }

  /** Several pages. */
  @Nested
  class Paging {
    @Test
    void CO_06_a_page_reports_whether_there_is_a_next_one() {
      ContractFixture fixture = fixture();
      newestFirst(fixture, 5);
      Page<Company> first = list(fixture, ALL.withPerPage(2));
      assertEquals(2, first.items().size(), "a page has the requested size");
      assertEquals(5, first.total().orElse(0), "the total counts all pages");
      assertTrue(first.hasNext(), "there is a page after the first");
      Page<Company> last = list(fixture, ALL.withPerPage(2).withPage(3));
      assertEquals(1, last.items().size(), "the last page has the rest");
      assertFalse(last.hasNext(), "there is no page after the last");
    }

    @Test
    void CO_08_a_stream_goes_through_all_pages() {
      ContractFixture fixture = fixture();
      List<CompanyXid> xids = newestFirst(fixture, 5);
      assertEquals(
          xids,
          fixture.hub().companies().all(ALL.withPerPage(2)).map(Company::xid).toList(),
          "each company comes once, in the order of the pages");
      assertEquals(3, fixture.statuses(operation()).size(), "the client requests each page once");
    }

    @Test
    void CO_08_a_page_is_requested_when_it_is_needed() {
      ContractFixture fixture = fixture();
      newestFirst(fixture, 5);
      Iterator<Company> all = fixture.hub().companies().all(ALL.withPerPage(2)).iterator();
      assertEquals(List.of(), fixture.statuses(operation()), "no page is requested yet");
      all.next();
      assertEquals(1, fixture.statuses(operation()).size(), "only the first page is requested");
    }
  }

  /** Failures. */
  @Nested
  class Outcome {
    @Test
    void FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page() {
      ContractFixture fixture = fixture();
      fixture.control().inject(FaultScenario.SERVER_ERROR_500.always().on(operation()));
      assertThrows(
          UnavailableException.class,
          () -> list(fixture, ALL),
          "an application takes companies that are not listed for deleted");
    }
  }

  /** Adds companies, until there are as many as given. */
  private static List<CompanyXid> newestFirst(ContractFixture fixture, int count) {
    List<CompanyXid> xids =
        IntStream.range(1, count)
            .mapToObj(number -> fixture.control().addCompany("COMPANY " + number))
            .collect(Collectors.toList());
    xids.add(0, fixture.company());
    Collections.reverse(xids);
    return xids;
  }

  private static List<CompanyXid> listed(ContractFixture fixture, CompanyQuery query) {
    return list(fixture, query).items().stream().map(Company::xid).toList();
  }

  private static Page<Company> list(ContractFixture fixture, CompanyQuery query) {
    return fixture.hub().companies().list(query);
  }
}
