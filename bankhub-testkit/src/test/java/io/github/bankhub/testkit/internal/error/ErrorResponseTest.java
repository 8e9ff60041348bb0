package io.github.bankhub.testkit.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorResponseTest {

  private static final Reference XID = new Reference("link_token_xid", "lt_1");

  @ParameterizedTest
  @EnumSource
  void has_its_hint_in_the_message_in_each_style(Kind kind) {
    for (ErrorStyle style : ErrorStyle.values()) {
      ErrorResponse error = ErrorResponse.of(kind, "do this").in(style);
      assertThat(error.body()).as(style.name()).containsEntry("hint", "do this");
      assertThat(error.body().get("message")).as(style.name()).asString().endsWith(": do this");
    }
  }

  @ParameterizedTest
  @EnumSource
  void has_all_wrong_fields_in_the_message(ErrorStyle style) {
    ErrorResponse error = ErrorResponse.invalid(Map.of("b", "is wrong", "a", "is blank"), null);
    assertThat(error.in(style).body())
        .containsEntry("message", "Validation error: a: is blank; b: is wrong")
        .doesNotContainKey("hint");
  }

  @ParameterizedTest
  @EnumSource
  void has_SePays_message_before_the_hint_if_the_object_is_missing(ErrorStyle style) {
    assertThat(ErrorResponse.missing(XID, "Không tìm thấy", "it is revoked").in(style).body())
        .containsEntry("message", "Không tìm thấy: it is revoked");
    assertThat(ErrorResponse.missing(XID, "Không tìm thấy", null).in(style).body())
        .containsEntry("message", "Không tìm thấy");
  }

  /** SePay's observed response has no message. */
  @Test
  void has_the_observed_shape_without_a_hint() {
    assertThat(ErrorResponse.notFound(XID, "Không tìm thấy", null).in(ErrorStyle.OBSERVED).body())
        .containsOnlyKeys("status", "error", "messages");
  }
}
