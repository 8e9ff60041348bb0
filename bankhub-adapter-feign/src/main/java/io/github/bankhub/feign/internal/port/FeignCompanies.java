package io.github.bankhub.feign.internal.port;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.Companies;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.wire.CompanyApi;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Companies over HTTP. Each method maps the request, calls, and maps the response. */
public final class FeignCompanies implements Companies {

  private final CompanyApi api;
  private final CallExecutor calls;
  private final ZoneId zone;

  public FeignCompanies(CompanyApi api, CallExecutor calls, ZoneId zone) {
    this.api = api;
    this.calls = calls;
    this.zone = zone;
  }

  @Override
  public Page<Company> list(CompanyQuery query) {
    Map<String, String> fields = Objects.requireNonNull(query, "query").fields();
    return calls.call(
        Operation.LIST_COMPANIES,
        List.of(),
        call -> {
          // The text may be a person's name, so no error may show it.
          query.text().ifPresent(call::addSecret);
          return query.readPage(
              Json.fields(api.listCompanies(UriEncoding.values(fields), call)), zone);
        });
  }

  @Override
  public CompanyDetails get(CompanyXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    return calls.call(
        Operation.GET_COMPANY,
        Reference.of(Operation.GET_COMPANY, Map.of("company_xid", value)),
        call ->
            CompanyDetails.of(Json.fields(api.getCompany(UriEncoding.value(value), call)), zone));
  }
}
