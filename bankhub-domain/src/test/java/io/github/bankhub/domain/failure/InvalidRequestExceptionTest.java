package io.github.bankhub.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.operation.Operation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvalidRequestExceptionTest {

  private static final CallDetails CALL = CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 400);
  private static final String FACTS = " [" + CALL + "]";

  @Nested
  class Creating {

    @Test
    void LT_17_names_its_fields_in_order_and_has_the_message_of_sepay() {
      InvalidRequestException rejection =
          new InvalidRequestException(
              CALL, Map.of("purpose", "unknown", "language", "too long"), "Dữ liệu không hợp lệ");

      assertThat(rejection)
          .hasMessage("Invalid request: language: too long; purpose: unknown" + FACTS);
      assertThat(rejection.fields().keySet()).containsExactly("language", "purpose");
      assertThat(rejection.serviceMessage()).hasValue("Dữ liệu không hợp lệ");
    }

    @Test
    void LT_17_without_a_field_shows_the_message_of_sepay() {
      assertThat(new InvalidRequestException(CALL, Map.of(), "Dữ liệu không hợp lệ"))
          .hasMessage("Invalid request: Dữ liệu không hợp lệ" + FACTS);
    }

    @Test
    void without_either_says_that_no_reason_was_given() {
      assertThat(new InvalidRequestException(CALL, Map.of()))
          .hasMessage("Invalid request: no reason was given" + FACTS)
          .returns(true, rejection -> rejection.serviceMessage().isEmpty());
    }

    @Test
    void copies_its_fields() {
      Map<String, String> fields = new HashMap<>(Map.of("purpose", "unknown"));
      InvalidRequestException rejection = new InvalidRequestException(CALL, fields);
      fields.clear();

      assertThat(rejection.fields()).containsExactly(Map.entry("purpose", "unknown"));
      assertThatThrownBy(() -> rejection.fields().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
