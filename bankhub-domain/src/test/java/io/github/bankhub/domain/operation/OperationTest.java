package io.github.bankhub.domain.operation;

import static io.github.bankhub.domain.operation.Operation.CREATE_ACCESS_TOKEN;
import static io.github.bankhub.domain.operation.Operation.CREATE_LINK_TOKEN;
import static io.github.bankhub.domain.operation.Operation.GET_BANK_ACCOUNT;
import static io.github.bankhub.domain.operation.Operation.GET_LINK_TOKEN;
import static io.github.bankhub.domain.operation.Operation.LIST_BANK_ACCOUNTS;
import static io.github.bankhub.domain.operation.Operation.REVOKE_LINK_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.operation.Operation.Authentication;
import io.github.bankhub.domain.operation.Operation.Semantics;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTest {

  @ParameterizedTest
  @CsvSource({
    "CREATE_ACCESS_TOKEN, POST /v1/token, 201, IDEMPOTENT, BASIC",
    "CREATE_LINK_TOKEN, POST /v1/link-token/create, 201, NON_IDEMPOTENT, BEARER",
    "GET_LINK_TOKEN, POST /v1/link-token/get, 200, SAFE, BEARER",
    "REVOKE_LINK_TOKEN, POST /v1/link-token/revoke, 200, IDEMPOTENT, BEARER",
    "LIST_BANK_ACCOUNTS, GET /v1/bank-account, 200, SAFE, BEARER",
    "GET_BANK_ACCOUNT, GET /v1/bank-account/{xid}, 200, SAFE, BEARER"
  })
  void each_row_matches_its_page(
      Operation operation,
      String methodAndPath,
      int status,
      Semantics semantics,
      Authentication authentication) {
    assertThat(operation).hasToString(methodAndPath);
    assertThat(operation.method() + " " + operation.path()).isEqualTo(methodAndPath);
    assertThat(operation.successStatus()).isEqualTo(status);
    assertThat(operation.semantics()).isEqualTo(semantics);
    assertThat(operation.authentication()).isEqualTo(authentication);
  }

  @ParameterizedTest
  @EnumSource
  void only_non_idempotent_operations_are_not_idempotent(Operation operation) {
    assertThat(operation.isIdempotent()).isEqualTo(operation != CREATE_LINK_TOKEN);
  }

  @Test
  void a_GET_is_safe() {
    assertThat(Operation.values())
        .filteredOn(operation -> operation.method().equals("GET"))
        .allMatch(operation -> operation.semantics() == Semantics.SAFE);
  }

  @Test
  void references_are_listed_in_the_order_in_which_they_are_looked_up() {
    assertThat(CREATE_ACCESS_TOKEN.referenceFields()).isEmpty();
    assertThat(CREATE_LINK_TOKEN.referenceFields())
        .containsExactly("company_xid", "bank_account_xid");
    assertThat(GET_LINK_TOKEN.referenceFields()).containsExactly("link_token");
    assertThat(REVOKE_LINK_TOKEN.referenceFields()).containsExactly("link_token_xid");
    assertThat(LIST_BANK_ACCOUNTS.referenceFields()).containsExactly("company_xid");
    assertThat(GET_BANK_ACCOUNT.referenceFields()).containsExactly("bank_account_xid");
  }

  @Test
  void no_two_operations_share_method_and_path() {
    assertThat(Arrays.stream(Operation.values()).map(Operation::toString)).doesNotHaveDuplicates();
  }
}
