package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransactionQuery;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The object {@code data} counts as a wrapper only if a required field is not beside it. */
class WrappedResponseTest {

  /** A response of each operation that reads one, without a wrapper. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Flat {
    ACCESS_TOKEN(
        Operation.CREATE_ACCESS_TOKEN,
        "/v1/token",
        "\"access_token\": \"right\", \"ttl\": 60000",
        hub -> hub.accessToken().reveal()),
    LINK_TOKEN(
        Operation.CREATE_LINK_TOKEN,
        "/v1/link-token/create",
        "\"xid\": \"right\", \"link_token\": \"s3cret\", \"hosted_link_url\": \"https://h.vn/1\"",
        hub -> hub.linkTokens().create(ScriptedClient.LINK).xid()),
    LINK_TOKEN_DETAILS(
        Operation.GET_LINK_TOKEN,
        "/v1/link-token/get",
        "\"xid\": \"right\"",
        hub -> hub.linkTokens().get(new LinkTokenSecret("s3cret")).xid()),
    COMPANY(
        Operation.GET_COMPANY,
        "/v1/company/right",
        "\"xid\": \"right\"",
        hub -> hub.companies().get(new CompanyXid("right")).xid()),
    NEW_COMPANY(
        Operation.CREATE_COMPANY,
        "/v1/company/create",
        "\"xid\": \"right\"",
        hub -> hub.companies().create(NewCompany.active("CONG TY CP XYZ"))),
    EDITED_COMPANY(
        Operation.EDIT_COMPANY,
        "/v1/company/edit/right",
        "\"message\": \"edited\"",
        hub -> {
          hub.companies().edit(new CompanyXid("right"), CompanyChange.paymentCode(true));
          return "right";
        }),
    BANK_ACCOUNT(
        Operation.GET_BANK_ACCOUNT,
        "/v1/bank-account/right",
        "\"xid\": \"right\"",
        hub -> hub.bankAccounts().get(new BankAccountXid("right")).xid()),
    COMPANIES(
        Operation.LIST_COMPANIES,
        "/v1/company?page=1&per_page=20",
        "\"data\": [{\"xid\": \"right\"}], \"meta\": {}",
        hub -> hub.companies().list(CompanyQuery.ALL).items().get(0).xid()),
    BANK_ACCOUNTS(
        Operation.LIST_BANK_ACCOUNTS,
        "/v1/bank-account?page=1&per_page=20",
        "\"data\": [{\"xid\": \"right\"}], \"meta\": {}",
        hub -> hub.bankAccounts().list(BankAccountQuery.ALL).items().get(0).xid()),
    TRANSACTION(
        Operation.GET_TRANSACTION,
        "/v1/transaction/right",
        "\"transaction_id\": \"right\"",
        hub -> hub.transactions().get(new TransactionId("right")).id()),
    CREATED_TRANSACTION(
        Operation.CREATE_TRANSACTION,
        "/v1/transaction/create",
        "\"transaction_id\": \"right\"",
        hub ->
            hub.transactions()
                .create(
                    SimulatedTransaction.credit(new BankAccountXid("ba-1"), BigDecimal.TEN, "DH1"))
                .id()),
    TRANSACTIONS(
        Operation.LIST_TRANSACTIONS,
        "/v1/transaction?page=1&per_page=20",
        "\"data\": [{\"transaction_id\": \"right\"}], \"meta\": {}",
        hub -> hub.transactions().list(TransactionQuery.ALL).items().get(0).id());

    private final Operation operation;
    private final String path;
    private final String fields;
    private final Function<BankHub, Object> call;

    Flat(Operation operation, String path, String fields, Function<BankHub, Object> call) {
      this.operation = operation;
      this.path = path;
      this.fields = fields;
      this.call = call;
    }

    private void assertRead(String body) {
      ScriptedClient client = new ScriptedClient();
      client.without(path).on(path, operation.successStatus(), body);
      assertThat(call.apply(client.hub()).toString()).isEqualTo("right");
    }
  }

  @Test
  void each_operation_that_reads_a_response_has_a_row() {
    Set<Operation> rows = new TreeSet<>(Set.of(Operation.REVOKE_LINK_TOKEN));
    for (Flat flat : Flat.values()) {
      rows.add(flat.operation);
    }
    assertThat(rows).containsExactly(Operation.values());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "COMPANIES|BANK_ACCOUNTS|TRANSACTIONS")
  void LT_11_an_unrelated_object_in_data_is_not_a_wrapper(Flat flat) {
    for (String unrelated : new String[] {"{}", "{\"trace\": 7}", "{\"xid\": \"wrong\"}"}) {
      flat.assertRead("{" + flat.fields + ", \"data\": " + unrelated + "}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void LT_11_a_wrapper_is_removed_whatever_is_beside_it(Flat flat) {
    for (String beside : new String[] {"\"code\": 200", "\"xid\": null", "\"meta\": {}"}) {
      flat.assertRead("{" + beside + ", \"data\": {" + flat.fields + "}}");
    }
  }

  @Test
  void LT_11_a_wrapper_is_removed_even_if_one_of_several_required_fields_is_beside_it() {
    Flat flat = Flat.LINK_TOKEN;
    flat.assertRead("{\"xid\": \"of the request\", \"data\": {" + flat.fields + "}}");
  }
}
