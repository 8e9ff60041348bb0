package io.github.bankhub.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules for all operations. The adapter's tests compare each row with the OpenAPI description. */
class OperationTest {

  @ParameterizedTest
  @EnumSource
  void the_text_is_method_and_path(Operation operation) {
    assertThat(operation).hasToString(operation.method() + " " + operation.path());
  }

  @Test
  void a_safe_operation_is_idempotent() {
    assertThat(Operation.values())
        .filteredOn(Operation::isSafe)
        .isNotEmpty()
        .allMatch(Operation::isIdempotent);
  }

  @Test
  void a_link_token_must_not_be_created_twice() {
    assertThat(Operation.CREATE_LINK_TOKEN.isIdempotent()).isFalse();
  }

  @Test
  void a_company_must_not_be_created_twice() {
    assertThat(Operation.CREATE_COMPANY.isIdempotent()).isFalse();
  }

  @Test
  void a_transaction_must_not_be_simulated_twice() {
    assertThat(Operation.CREATE_TRANSACTION.isIdempotent()).isFalse();
  }

  @Test
  void an_id_in_a_path_is_a_field() {
    assertThat(Operation.GET_COMPANY.pathField()).hasValue("xid");
    assertThat(Operation.GET_TRANSACTION.pathField()).hasValue("transaction_id");
    assertThat(Operation.LIST_TRANSACTIONS.pathField()).isEmpty();
  }

  @Test
  void a_logo_is_a_file_and_an_upload_may_be_repeated() {
    assertThat(Operation.values())
        .filteredOn(operation -> operation.fileField().isPresent())
        .containsExactly(Operation.UPLOAD_LOGO);
    assertThat(Operation.UPLOAD_LOGO.fileField()).hasValue("logo");
    assertThat(Operation.UPLOAD_LOGO.isIdempotent()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void the_success_status_is_2xx(Operation operation) {
    assertThat(operation.successStatus()).isBetween(200, 299);
  }

  @Test
  void only_creating_an_access_token_needs_the_client_secret() {
    assertThat(Operation.values())
        .filteredOn(operation -> !operation.usesAccessToken())
        .containsExactly(Operation.CREATE_ACCESS_TOKEN);
  }

  @Test
  void a_GET_is_safe() {
    assertThat(Operation.values())
        .filteredOn(operation -> operation.method().equals("GET"))
        .allMatch(Operation::isSafe);
  }

  @Test
  void no_two_operations_share_method_and_path() {
    assertThat(Arrays.stream(Operation.values()).map(Operation::toString)).doesNotHaveDuplicates();
  }

  /** Some pages of SePay begin with other methods and paths, which do not exist. */
  @ParameterizedTest
  @EnumSource
  void C14_the_method_is_GET_or_POST_and_the_object_is_singular(Operation operation) {
    assertThat(operation.method()).isIn("GET", "POST");
    assertThat(operation.path())
        .doesNotContain("link-tokens", "companies", "bank-accounts", "transactions");
  }

  /** SePay's overview of the API does not list it. */
  @Test
  void C15_a_transaction_can_be_simulated() {
    assertThat(Operation.CREATE_TRANSACTION).hasToString("POST /v1/transaction/create");
  }
}
