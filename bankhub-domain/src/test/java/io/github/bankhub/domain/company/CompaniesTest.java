package io.github.bankhub.domain.company;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.ReceivedFields;
import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyCounter.Counts;
import io.github.bankhub.domain.company.CompanyCounter.Day;
import io.github.bankhub.domain.company.CompanyDetails.Configuration;
import io.github.bankhub.domain.company.CompanyQuery.Order;
import io.github.bankhub.domain.operation.Operation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The companies, their query and their port. */
class CompaniesTest {

  private static final CompanyQuery ALL = CompanyQuery.ALL;
  private static final BigDecimal HUNDRED = new BigDecimal("100");

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

  /** CO-07, field by field. */
  @Nested
  class Fields_of_the_configuration extends ReceivedFields<Configuration> {

    Fields_of_the_configuration() {
      super(
          Configuration::new,
          Map.of(),
          List.of(
              row("payment_code", "on", Configuration::paymentCode, true),
              row("payment_code_prefix", "DH", Configuration::paymentCodePrefix, "DH"),
              row(
                  "payment_code_suffix_from",
                  3,
                  Configuration::paymentCodeSuffixFrom,
                  OptionalInt.of(3),
                  OptionalInt.empty()),
              row(
                  "payment_code_suffix_to",
                  "10",
                  Configuration::paymentCodeSuffixTo,
                  OptionalInt.of(10),
                  OptionalInt.empty()),
              row(
                  "payment_code_suffix_character_type",
                  "NumberOnly",
                  Configuration::paymentCodeSuffixCharacterType,
                  "NumberOnly"),
              row("data_storage_time", "1 year", Configuration::dataStorageTime, "1 year"),
              row("transaction_amount", "100", Configuration::transactionAmount, HUNDRED)));
    }

    @Test
    void CO_07_transactions_may_be_unlimited() {
      assertThat(with("transaction_amount", "Unlimited").isUnlimited()).isTrue();
      assertThat(with("transaction_amount", "Unlimited").transactionAmount()).isEmpty();
      assertThat(with("transaction_amount", 100).isUnlimited()).isFalse();
    }

    @Test
    void CO_07_payment_codes_are_on_or_off() {
      assertThat(with("payment_code", "OFF").paymentCode()).hasValue(false);
      assertThat(with("payment_code", "perhaps").paymentCode()).isEmpty();
    }

    @Test
    void LT_24_the_text_contains_no_value() {
      assertThat(with("transaction_amount", 1).toString())
          .contains("transaction_amount")
          .doesNotContain("DH");
    }
  }

  @Test
  void CO_07_a_company_is_called_by_the_id_in_the_path() {
    Map<String, Object> configuration = Map.of("payment_code", "on");
    StubHub hub = new StubHub(Map.of("xid", "co-1", "configuration", configuration));
    CompanyDetails company = hub.companies().get(new CompanyXid("co-1"));
    assertThat(company.configuration().fields()).isEqualTo(configuration);
    assertThat(hub.calls())
        .containsExactly(new StubHub.Call(Operation.GET_COMPANY, Map.of("xid", "co-1")));
  }

  /** CO-40, field by field. */
  @Nested
  class Fields_of_the_counter extends ReceivedFields<Counts> {

    Fields_of_the_counter() {
      super(
          Counts::new,
          Map.of(),
          List.of(
              row("transaction", 5, Counts::transactions, OptionalInt.of(5), OptionalInt.empty()),
              row("transaction_in", "3", Counts::incoming, OptionalInt.of(3), OptionalInt.empty()),
              row("transaction_out", 2, Counts::outgoing, OptionalInt.of(2), OptionalInt.empty())));
    }

    @Test
    void C10_each_day_has_a_date_and_the_total_has_a_number() {
      Map<String, Object> day = Map.of("date", " 2026-01-31", "transaction", "5");
      Map<String, Object> none = Map.of("transaction", 0);
      CompanyCounter counter = counter(List.of(day), none);
      assertThat(counter.days()).extracting(Day::date).containsExactly(LocalDate.of(2026, 1, 31));
      assertThat(counter.total().transactions()).hasValue(0);
      assertThat(counter).hasToString("CompanyCounter[1 days, total 0]");
      assertThat(counter.days().get(0)).hasToString("2026-01-31: 5");
      assertRejected("dates", () -> counter(List.of(day, Map.of("date", "soon")), none));
      assertRejected("dates", () -> counter("none", none));
      assertRejected("total", () -> counter(List.of(), Map.of("transaction", "some")));
    }

    private static CompanyCounter counter(Object dates, Map<String, Object> total) {
      return CompanyCounter.of(Map.of("dates", dates, "total", total), VIETNAM);
    }
  }

  @Test
  void CO_40_a_counter_is_called_with_the_id_and_maybe_a_date() {
    StubHub hub = new StubHub(Map.of("dates", List.of(), "total", Map.of("transaction", 0)));
    hub.companies().counter(new CompanyXid("co-1"));
    hub.companies().counter(new CompanyXid("co-1"), LocalDate.of(2026, 1, 31));
    assertThat(hub.calls())
        .extracting(StubHub.Call::fields)
        .containsExactly(Map.of("xid", "co-1"), Map.of("xid", "co-1", "date", "2026-01-31"));
    assertRejected(
        "date", () -> hub.companies().counter(new CompanyXid("co-1"), LocalDate.of(0, 1, 1)));
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

  @Test
  void CO_10_creating_sends_the_company_and_returns_its_id() {
    StubHub hub = new StubHub(Map.of("xid", "co-1", "full_name", "CONG TY"));
    assertThat(hub.companies().create(NewCompany.active("CONG TY")))
        .isEqualTo(new CompanyXid("co-1"));
    assertThat(hub.calls())
        .containsExactly(
            new StubHub.Call(
                Operation.CREATE_COMPANY, Map.of("full_name", "CONG TY", "status", "Active")));
  }

  @Test
  void CO_10_a_response_without_an_id_is_unreadable() {
    StubHub hub = new StubHub(Map.of("message", "created"));
    assertRejected("xid", () -> hub.companies().create(NewCompany.active("CONG TY")));
  }

  @Test
  void CO_20_editing_sends_the_id_and_the_changed_fields() {
    StubHub hub = new StubHub(Map.of("code", 200));
    hub.companies().edit(new CompanyXid("co-1"), CompanyChange.shortName("CT"));
    assertThat(hub.calls())
        .containsExactly(
            new StubHub.Call(Operation.EDIT_COMPANY, Map.of("xid", "co-1", "short_name", "CT")));
  }

  @Test
  void CO_20_a_response_that_confirms_nothing_is_unreadable() {
    StubHub hub = new StubHub(Map.of("message", List.of("edited")));
    CompanyChange change = CompanyChange.shortName("CT");
    assertRejected("message", () -> hub.companies().edit(new CompanyXid("co-1"), change));
  }

  @Test
  void CO_30_a_company_for_IPNs_is_created_then_reported_then_edited() {
    StubHub hub = new StubHub(Map.of("xid", "co-1"));
    List<Integer> callsBefore = new ArrayList<>();
    CompanyXid created =
        hub.companies().createForIpn("CONG TY", xid -> callsBefore.add(hub.calls().size()));
    assertThat(created).isEqualTo(new CompanyXid("co-1"));
    assertThat(callsBefore).containsExactly(1);
    assertThat(hub.calls())
        .containsExactly(
            new StubHub.Call(
                Operation.CREATE_COMPANY, Map.of("full_name", "CONG TY", "status", "Active")),
            new StubHub.Call(
                Operation.EDIT_COMPANY, Map.of("xid", "co-1", "transaction_amount", "Unlimited")));
  }
}
