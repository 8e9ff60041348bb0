package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.company.CompanyQuery.Order;
import io.github.bankhub.testkit.internal.service.Companies.Company;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists companies. Source: page "List companies". Assumed, because that page does not say it: the
 * search ignores case; a page number out of range or an unknown order is rejected; a status that no
 * company has selects none.
 */
record ListCompanies(Companies companies) implements OperationHandler {

  private static final String SORT = "sort[created_at]";
  private static final Form FORM =
      Form.of(
          FieldHints.always("is unknown; there are page, per_page, q, status, " + SORT)
              .meant("per_page", "limit")
              .meant(SORT, "sort"),
          Paging.PAGE,
          Paging.PER_PAGE,
          FormField.any("q"),
          FormField.any("status"),
          FormField.oneOf(SORT, Order.OLDEST_FIRST.code(), Order.NEWEST_FIRST.code()));

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    List<Company> all = companies.oldestFirst();
    if (!Order.OLDEST_FIRST.code().equals(fields.get(SORT))) {
      Collections.reverse(all);
    }
    List<Company> found = all.stream().filter(company -> matches(company, fields)).toList();
    return Paging.of(fields).body(found, Company::body);
  }

  private static boolean matches(Company company, Map<String, ?> query) {
    Object text = query.get("q");
    Object status = query.get("status");
    return (text == null || lower(company.fullName()).contains(lower(text)))
        && (status == null || status.equals(company.status()));
  }

  private static String lower(Object text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }
}
