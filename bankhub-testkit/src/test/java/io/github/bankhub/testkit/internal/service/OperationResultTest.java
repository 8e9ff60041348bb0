package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperationResultTest {

  @Test
  void LT_24_shows_neither_the_token_of_a_request_nor_the_body_of_a_response() {
    assertThat(new Credentials.Bearer("s3cret")).hasToString("Bearer[***]");
    Map<String, @Nullable Object> body = Map.of("link_token", "s3cret");
    OperationResult success = new OperationResult.Success(() -> body, null);
    assertThat(success).hasToString("Success[null]");
  }
}
