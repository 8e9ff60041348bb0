package io.github.bankhub.domain.port;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that repeat an id of the request. */
class EchoCheckTest {

  private static final CompanyXid COMPANY = new CompanyXid("asked-1");
  private static final BankAccountXid ACCOUNT = new BankAccountXid("asked-1");
  private static final Map<String, Object> CREATED =
      Map.of("xid", "lt-1", "link_token", "s-1", "hosted_link_url", "https://hub.example/x");

  /** A call that asks for "asked-1", and the field of the response that repeats it. */
  private record Asking(String field, Map<String, Object> response, Consumer<BankHub> call) {

    void readsResponseWith(Object value) {
      Map<String, Object> fields = new HashMap<>(response);
      fields.put(field, value);
      call.accept(new StubHub(fields));
    }

    @Override
    public String toString() {
      return field + " of " + response.keySet();
    }
  }

  static Stream<Asking> calls() {
    return Stream.of(
        new Asking("xid", Map.of(), hub -> hub.bankAccounts().get(ACCOUNT)),
        new Asking("xid", Map.of(), hub -> hub.companies().get(COMPANY)),
        new Asking(
            "xid",
            Map.of("message", "edited"),
            hub -> hub.companies().edit(COMPANY, CompanyChange.paymentCode(true))),
        new Asking(
            "transaction_id",
            Map.of(),
            hub -> hub.transactions().get(new TransactionId("asked-1"))),
        new Asking(
            "bank_account_xid",
            Map.of("transaction_id", "t-1"),
            hub ->
                hub.transactions()
                    .create(SimulatedTransaction.debit(ACCOUNT, BigDecimal.TEN, "DH1"))),
        new Asking(
            "link_token",
            Map.of("xid", "lt-1"),
            hub -> hub.linkTokens().get(new LinkTokenSecret("asked-1"))),
        new Asking(
            "link_token_xid",
            Map.of(),
            hub -> hub.linkTokens().revoke(new LinkTokenXid("asked-1"))),
        new Asking(
            "company_xid", CREATED, hub -> hub.linkTokens().create(LinkTokenRequest.link(COMPANY))),
        new Asking(
            "bank_account_xid",
            CREATED,
            hub -> hub.linkTokens().create(LinkTokenRequest.unlink(COMPANY, ACCOUNT))));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void FR_01_the_response_to_another_request_is_rejected_without_its_value(Asking asking) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> asking.readsResponseWith("another-1"))
        .withMessage(
            asking.field() + " is not that of the request; expected the response to this request");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_response_that_repeats_the_id_is_accepted_in_any_case(Asking asking) {
    assertThatCode(() -> asking.readsResponseWith("asked-1")).doesNotThrowAnyException();
    assertThatCode(() -> asking.readsResponseWith("ASKED-1")).doesNotThrowAnyException();
  }

  static Stream<Asking> callsWithoutRequiredEcho() {
    return calls().filter(asking -> !List.of("xid", "transaction_id").contains(asking.field()));
  }

  @ParameterizedTest
  @MethodSource("callsWithoutRequiredEcho")
  void a_response_without_the_id_is_accepted(Asking asking) {
    assertThatCode(() -> asking.call().accept(new StubHub(asking.response())))
        .doesNotThrowAnyException();
    assertThatCode(() -> asking.readsResponseWith(" ")).doesNotThrowAnyException();
    assertThatCode(() -> asking.readsResponseWith(List.of())).doesNotThrowAnyException();
  }

  static Stream<List<String>> companies() {
    return Stream.of(List.of("another-1"), List.of("asked-1", "another-1"));
  }

  @ParameterizedTest
  @MethodSource("companies")
  void FR_01_a_list_with_an_account_of_another_company_is_rejected(List<String> companies) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> list(BankAccountQuery.ALL.ofCompany(COMPANY), companies))
        .withMessageContaining("company_xid is not that of the request");
  }

  @ParameterizedTest
  @MethodSource("companies")
  void a_list_without_a_filter_has_accounts_of_any_company(List<String> companies) {
    assertThatCode(() -> list(BankAccountQuery.ALL, companies)).doesNotThrowAnyException();
  }

  private static void list(BankAccountQuery query, List<String> companies) {
    List<Map<String, String>> data =
        companies.stream().map(company -> Map.of("xid", "a", "company_xid", company)).toList();
    new StubHub(Map.of("data", data)).bankAccounts().list(query);
  }
}
