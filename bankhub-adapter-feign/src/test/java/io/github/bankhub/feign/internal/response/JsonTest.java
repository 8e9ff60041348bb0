package io.github.bankhub.feign.internal.response;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void a_value_that_is_not_JSON_cannot_be_written() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(Map.of("company_xid", new Object())))
        .withMessage("the request cannot be written as JSON");
  }
}
