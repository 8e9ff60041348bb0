package io.github.bankhub.domain.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.auth.ClientSecret;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.operation.Operation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation")
class NoJsonFormTest {

  @Test
  void a_JSON_library_that_asks_for_the_form_gets_a_hint() {
    assertHint(
        HostedLink.of("https://bankhub.sepay.vn/link/s3cret")::getJsonForm,
        "HostedLink has no JSON form. Map it to your own type, such as a record with the fields"
            + " that your response needs");
  }

  @Test
  void the_hint_shows_no_secret() {
    assertHint(
        new ClientSecret("s3cret")::getJsonForm,
        "ClientSecret has no JSON form. Map it to your own type, such as a record with the fields"
            + " that your response needs");
  }

  @Test
  void the_details_of_a_call_have_no_form_either() {
    assertHint(
        CallDetails.notSent(Operation.GET_COMPANY)::getJsonForm,
        "CallDetails has no JSON form. Map it to your own type, such as a record");
  }

  private static void assertHint(ThrowingCallable writing, String hint) {
    assertThatThrownBy(writing).isInstanceOf(UnsupportedOperationException.class).hasMessage(hint);
  }
}
