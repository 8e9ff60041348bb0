package io.github.bankhub.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.transaction.TransactionId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void C11_getting_sends_the_secret_and_revoking_the_id() {
    LinkToken token =
        new StubHub(
                Map.of("xid", "lt-1", "link_token", "s-1", "hosted_link_url", "https://a.b/x?y=1"))
            .linkTokens()
            .create(REQUEST);
    StubHub existing = new StubHub(Map.of("xid", "lt-1"));
    existing.linkTokens().get(token.secret());
    existing.linkTokens().revoke(token.xid());
    assertThat(existing.calls())
        .containsExactly(
            new StubHub.Call(Operation.GET_LINK_TOKEN, Map.of("link_token", "s-1")),
            new StubHub.Call(Operation.REVOKE_LINK_TOKEN, Map.of("link_token_xid", "lt-1")));
    assertThat(token.hostedLink().uri()).hasToString("https://a.b/x?y=1");
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
  void a_transaction_is_selected_by_the_id_in_the_path() {
    StubHub getting = new StubHub(Map.of("transaction_id", "t-1"));
    assertThat(getting.transactions().get(new TransactionId("t-1")).id().value()).isEqualTo("t-1");
    assertThat(getting.calls())
        .containsExactly(
            new StubHub.Call(Operation.GET_TRANSACTION, Map.of("transaction_id", "t-1")));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "%2e",
        "%2E%2e",
        ".%2e",
        "a/b",
        "../a",
        "a\\b",
        "a%2fb",
        "%5C",
        "a\nb",
        "\u0000",
        "a\u007fb"
      })
  void an_id_that_could_change_the_path_is_rejected_by_name(String id) {
    for (Operation operation : Operation.values()) {
      operation
          .pathField()
          .ifPresent(
              field ->
                  assertThatExceptionOfType(InvalidFieldException.class)
                      .isThrownBy(() -> BankHub.check(operation, Map.of(field, id)))
                      .returns(operation.referenceFields().get(0), InvalidFieldException::field)
                      .withMessageNotContaining("\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "a.b", ".a", "a b", "ä?c#d&e=f+g%41{xid}*", "%", "1"})
  void any_other_id_can_be_part_of_a_path(String id) {
    BankHub.check(Operation.GET_COMPANY, Map.of("xid", id));
    BankHub.check(Operation.GET_BANK_ACCOUNT, Map.of("xid", 7));
    BankHub.check(Operation.GET_TRANSACTION, Map.of("transaction_id", id));
  }

  @Test
  void an_id_in_a_body_may_be_any_text() {
    BankHub.check(Operation.REVOKE_LINK_TOKEN, Map.of("link_token_xid", "../a"));
  }

  static Stream<Object> sendable() {
    return Stream.of(
        "", "text", true, 1, 2L, (short) 3, (byte) 4, 0.5, 0.5f, BigInteger.TEN, BigDecimal.ONE);
  }

  @ParameterizedTest
  @MethodSource("sendable")
  void a_call_can_send_text_numbers_and_booleans(Object value) {
    assertThatCode(
            () -> {
              BankHub.check(Operation.LIST_BANK_ACCOUNTS, Map.of("f", value));
              BankHub.check(Operation.CREATE_LINK_TOKEN, Map.of("f", value));
              BankHub.check(
                  Operation.CREATE_LINK_TOKEN, Map.of("f", List.of(Map.of("g", List.of(value)))));
            })
        .doesNotThrowAnyException();
  }

  static Stream<@Nullable Object> unsendable() {
    return Stream.of(
        null, new Object(), 's', Double.NaN, Float.POSITIVE_INFINITY, Operation.GET_LINK_TOKEN);
  }

  @ParameterizedTest
  @MethodSource("unsendable")
  void a_call_rejects_any_other_value_with_the_name_of_its_field(@Nullable Object value) {
    assertNotSendable(Operation.LIST_BANK_ACCOUNTS, "f", value);
    assertNotSendable(Operation.CREATE_LINK_TOKEN, "f", value);
    assertNotSendable(Operation.CREATE_LINK_TOKEN, "f", Collections.singletonList(value));
    assertNotSendable(Operation.CREATE_LINK_TOKEN, "f", Collections.singletonMap("g", value));
  }

  @Test
  void a_path_or_query_cannot_carry_a_list_or_map() {
    assertNotSendable(Operation.LIST_BANK_ACCOUNTS, "q", List.of("a"));
    assertNotSendable(Operation.GET_BANK_ACCOUNT, "xid", Map.of("a", "b"));
  }

  @Test
  void a_name_must_be_text() {
    assertNotSendable(Operation.CREATE_LINK_TOKEN, "f", Map.of(1, "a"));
    assertNotSendable(Operation.CREATE_LINK_TOKEN, null, "a");
  }

  @Test
  void the_rejection_of_a_value_does_not_show_it() {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(
            () ->
                BankHub.check(
                    Operation.GET_LINK_TOKEN,
                    Map.of("link_token", new StringBuilder("s3cret-link-token"))))
        .withMessage(
            "link_token cannot be sent; expected text, a number or a boolean,"
                + " or a list or map of them");
  }

  private static void assertNotSendable(
      Operation operation, @Nullable String field, @Nullable Object value) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BankHub.check(operation, Collections.singletonMap(field, value)))
        .returns(String.valueOf(field), InvalidFieldException::field)
        .withMessageContaining("cannot be sent");
  }
}
