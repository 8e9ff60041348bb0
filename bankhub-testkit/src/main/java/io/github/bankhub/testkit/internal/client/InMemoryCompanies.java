package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
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

  @Override
  public CompanyDetails get(CompanyXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    List<Reference> references = List.of(new Reference("company_xid", value));
    return CompanyDetails.of(
        caller.call(Operation.GET_COMPANY, references, Map.of("xid", value)), ApiObject.VIETNAM);
  }
}
