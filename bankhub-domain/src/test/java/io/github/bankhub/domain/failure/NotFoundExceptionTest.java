package io.github.bankhub.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NotFoundExceptionTest {

  private static final CallDetails CALL = CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 400);
  private static final String FACTS = " [" + CALL + "]";

  @Nested
  class Creating {

    private final NotFoundException.Reference company =
        new NotFoundException.Reference("company_xid", "c-1");
    private final NotFoundException.Reference account =
        new NotFoundException.Reference("bank_account_xid", "a-1");

    @Test
    void LT_15_names_the_company() {
      assertThat(new NotFoundException(CALL, List.of(company), "Không tìm thấy"))
          .hasMessage("Not found: company_xid c-1" + FACTS)
          .returns(List.of(company), NotFoundException::possiblyMissing)
          .returns("Không tìm thấy", failure -> failure.serviceMessage().orElseThrow());
    }

    @Test
    void LT_16_names_all_references_if_the_response_names_none() {
      assertThat(new NotFoundException(CALL, List.of(company, account), null))
          .hasMessage("Not found: company_xid c-1 or bank_account_xid a-1" + FACTS)
          .returns(true, failure -> failure.serviceMessage().isEmpty());
    }
  }

  @Nested
  class References {

    @Test
    void are_in_the_order_of_the_operation_and_only_if_the_request_has_them() {
      assertThat(
              NotFoundException.Reference.of(
                  Operation.CREATE_LINK_TOKEN,
                  Map.of("bank_account_xid", "a-1", "purpose", "x", "company_xid", 7)))
          .extracting(Object::toString)
          .containsExactly("company_xid 7", "bank_account_xid a-1");
      assertThat(NotFoundException.Reference.of(Operation.LIST_BANK_ACCOUNTS, Map.of())).isEmpty();
    }

    @Test
    void have_the_name_that_SePay_gives_them_outside_of_a_path() {
      assertThat(NotFoundException.Reference.of(Operation.GET_BANK_ACCOUNT, Map.of("xid", "a-1")))
          .extracting(Object::toString)
          .containsExactly("bank_account_xid a-1");
    }

    @Test
    void LT_24_never_show_a_secret() {
      assertThat(
              NotFoundException.Reference.of(
                  Operation.GET_LINK_TOKEN, Map.of("link_token", "Hush-7PqZ")))
          .extracting(Object::toString)
          .containsExactly("link_token ***");
    }
  }
}
