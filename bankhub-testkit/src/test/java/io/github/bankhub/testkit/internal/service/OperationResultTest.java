package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationResultTest {

  @Test
  void LT_24_shows_neither_the_token_of_a_request_nor_the_body_of_a_response() {
    assertThat(new Credentials.Bearer("s3cret")).hasToString("Bearer[***]");
    assertThat(new OperationResult.Success(Map.of("link_token", "s3cret"), null))
        .hasToString("Success[null]");
  }
}
