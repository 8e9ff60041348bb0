package io.github.bankhub.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ports that a hub gets for its calls. */
class BankHubTest {

  private static final LinkTokenRequest REQUEST = LinkTokenRequest.link(new CompanyXid("c-1"));

  private final StubHub hub = new StubHub(Map.of());

  @Test
  void a_link_token_is_created_with_the_fields_of_the_request() {
    StubHub creating =
        new StubHub(
            Map.of("xid", "lt-1", "link_token", "s-1", "hosted_link_url", "https://hub.example/x"));
    assertThat(creating.linkTokens().create(REQUEST).xid()).isEqualTo(new LinkTokenXid("lt-1"));
    assertThat(creating.calls())
        .containsExactly(new StubHub.Call(Operation.CREATE_LINK_TOKEN, REQUEST.fields()));
  }

  @Test
  void a_request_that_the_environment_rejects_is_not_sent() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> hub.linkTokens().create(REQUEST.redirectTo("http://localhost/done")));
    assertThat(hub.calls()).isEmpty();
  }

  @Test
  void a_link_token_is_selected_by_its_secret() {
    StubHub getting = new StubHub(Map.of("xid", "lt-1"));
    assertThat(getting.linkTokens().get(new LinkTokenSecret("s-1")).xid().value())
        .isEqualTo("lt-1");
    assertThat(getting.calls())
        .containsExactly(new StubHub.Call(Operation.GET_LINK_TOKEN, Map.of("link_token", "s-1")));
  }

  @Test
  void a_link_token_is_revoked_by_its_id_and_the_response_is_not_read() {
    hub.linkTokens().revoke(new LinkTokenXid("lt-1"));
    assertThat(hub.calls())
        .containsExactly(
            new StubHub.Call(Operation.REVOKE_LINK_TOKEN, Map.of("link_token_xid", "lt-1")));
  }

  @Test
  void bank_accounts_are_listed_with_the_fields_of_the_query() {
    StubHub listing = new StubHub(Map.of("data", List.of(Map.of("xid", "a-1"))));
    assertThat(listing.bankAccounts().list(BankAccountQuery.ALL).items()).hasSize(1);
    assertThat(listing.calls())
        .containsExactly(
            new StubHub.Call(Operation.LIST_BANK_ACCOUNTS, BankAccountQuery.ALL.fields()));
  }

  @Test
  void a_bank_account_is_selected_by_the_id_in_the_path() {
    StubHub getting = new StubHub(Map.of("xid", "a-1"));
    assertThat(getting.bankAccounts().get(new BankAccountXid("a-1")).xid().value())
        .isEqualTo("a-1");
    assertThat(getting.calls())
        .containsExactly(new StubHub.Call(Operation.GET_BANK_ACCOUNT, Map.of("xid", "a-1")));
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can do this.
  void a_missing_argument_is_named() {
    assertThatNullPointerException()
        .isThrownBy(() -> hub.linkTokens().create(null))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> hub.linkTokens().get(null))
        .withMessage("secret");
    assertThatNullPointerException()
        .isThrownBy(() -> hub.bankAccounts().list(null))
        .withMessage("query");
  }

  @Test
  void a_call_needs_the_id_in_its_path_and_an_operation_without_a_port_of_its_own() {
    BankHub.check(Operation.GET_BANK_ACCOUNT, Map.of("xid", "a-1"));
    BankHub.check(Operation.LIST_BANK_ACCOUNTS, Map.of());
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BankHub.check(Operation.GET_BANK_ACCOUNT, Map.of()))
        .withMessageContaining("xid")
        .withMessageContaining("/v1/bank-account/{xid}");
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BankHub.check(Operation.CREATE_ACCESS_TOKEN, Map.of()))
        .withMessageContaining("accessToken()");
  }
}
