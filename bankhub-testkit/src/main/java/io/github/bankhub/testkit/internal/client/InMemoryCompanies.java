package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.Companies;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Companies in memory, called the way a real client calls them. */
record InMemoryCompanies(OperationCaller caller) implements Companies {

  @Override
  public Page<Company> list(CompanyQuery query) {
    Map<String, String> fields = Objects.requireNonNull(query, "query").fields();
    return query.readPage(
        caller.call(Operation.LIST_COMPANIES, List.of(), fields), ApiObject.VIETNAM);
  }
}
