package io.github.bankhub.domain.company;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.ReceivedFields;
import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyQuery.Order;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The companies, their query and their port. */
class CompaniesTest {

  private static final CompanyQuery ALL = CompanyQuery.ALL;

  /** CO-04, field by field. */
  @Nested
  class Fields extends ReceivedFields<Company> {

    Fields() {
      super(
          Company::of,
          Map.of("xid", COMPANY.value()),
          List.of(
              row("full_name", "CONG TY", Company::fullName, "CONG TY"),
              row("status", "Active", Company::status, Status.ACTIVE),
              row("active", "1", Company::isActive, true, false),
              row("created_at", EXPIRY_TEXT, Company::createdAt, EXPIRY),
              row("updated_at", EXPIRY_TEXT, Company::updatedAt, EXPIRY)));
    }

    @Test
    void LT_24_the_text_contains_no_name() {
      assertThat(with("active", "1"))
          .hasToString("Company[" + COMPANY + ", status Active, active]");
      assertThat(with("active", "0")).asString().endsWith("not active]");
    }
  }

  @Test
  void CO_02_status_and_order_are_fields() {
    assertThat(ALL.withStatus(Status.PENDING).inOrder(Order.NEWEST_FIRST).fields())
        .containsEntry("status", "Pending")
        .containsEntry("sort[created_at]", "desc");
    assertRejected("status", () -> ALL.withStatus(null));
    assertRejected("sort[created_at]", () -> ALL.inOrder(null));
    assertRejected("status", () -> new Status(" "));
  }

  @Test
  void CO_08_a_list_is_called_with_the_fields_of_its_query() {
    StubHub hub = new StubHub(Map.of("data", List.of(Map.of("xid", "co-1"))));
    assertThat(hub.companies().all(ALL)).extracting(one -> one.xid().value()).contains("co-1");
    assertThat(hub.calls()).contains(new StubHub.Call(Operation.LIST_COMPANIES, ALL.fields()));
  }
}
