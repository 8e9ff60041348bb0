package io.github.bankhub.domain.port;

import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.paging.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompaniesTest {

  @Test
  void CO_08_a_stream_goes_through_all_pages_in_their_order() {
    assertThat(new Pages().all(CompanyQuery.ALL))
        .extracting(company -> company.xid().value())
        .containsExactly("page-1", "page-2", "page-3");
    assertThat(new Pages().all(CompanyQuery.ALL.withPage(3))).hasSize(1);
  }

  /** Three pages with one company each. */
  private static final class Pages implements Companies {

    @Override
    public Page<Company> list(CompanyQuery query) {
      Map<String, Object> company = Map.of("xid", "page-" + query.page());
      Map<String, Object> meta = Map.of("has_more", query.page() < 3);
      return query.readPage(Map.of("data", List.of(company), "meta", meta), VIETNAM);
    }

    @Override
    public CompanyDetails get(CompanyXid xid) {
      throw new UnsupportedOperationException();
    }
  }
}
