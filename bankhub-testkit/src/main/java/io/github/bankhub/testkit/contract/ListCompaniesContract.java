package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyQuery.Order;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.Companies#list}, beside those of every list.
 */
abstract class ListCompaniesContract extends ListContract<CompanyQuery, Company> {

  private static final CompanyQuery ALL = CompanyQuery.ALL;

  ListCompaniesContract() {
    super(Operation.LIST_COMPANIES, ALL, Company::xid, Company::createdAt, Company::fullName);
  }

  @Override
  Page<Company> list(CompanyQuery query) {
    return fixture.hub().companies().list(query);
  }

  @Override
  Stream<Company> all(CompanyQuery query) {
    return fixture.hub().companies().all(query);
  }

  @Override
  CompanyXid add(int number) {
    return fixture.control().addCompany("CONG TY SO " + number);
  }

  @Override
  List<CompanyXid> existing() {
    return List.of(fixture.company());
  }

  @Test
  void CO_02_the_companies_with_one_status_can_be_selected() {
    fixture.assumeNewService();
    assertLists(existing(), ALL.withStatus(Status.ACTIVE), "the status of the company");
    assertLists(List.of(), ALL.withStatus(Status.PENDING), "the list leaves out another status");
  }

  @Test
  void CO_02_the_order_can_be_selected() {
    CompanyXid newest = add(1);
    List<CompanyXid> oldestFirst = List.of(fixture.company(), newest);
    assertLists(oldestFirst, ALL.inOrder(Order.OLDEST_FIRST), "the oldest company is first");
  }

  @Test
  void CO_04_a_company_is_listed_with_the_documented_fields() {
    fixture.assumeNewService();
    Company company = list(ALL).items().get(0);
    assertEquals(fixture.company(), company.xid(), "the id");
    assertEquals(Optional.of("CONG TY TNHH ABC"), company.fullName(), "the name");
    assertEquals(Optional.of(Status.ACTIVE), company.status(), "the status");
    assertTrue(company.isActive(), "it is active");
    assertEquals(company.createdAt(), company.updatedAt(), "it was not changed");
  }
}
