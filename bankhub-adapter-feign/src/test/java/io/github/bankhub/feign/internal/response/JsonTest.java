package io.github.bankhub.feign.internal.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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

  @Test
  void only_the_size_of_the_body_limits_a_text_and_a_name() {
    String text = "x".repeat(20_000_001);
    assertThat(Json.errorFields("{\"note\":\"" + text + "\"}"))
        .hasValueSatisfying(fields -> assertThat(fields.get("note").equals(text)).isTrue());

    String name = "x".repeat(50_001);
    byte[] body = ("{\"" + name + "\":1}").getBytes(UTF_8);
    assertThat(Json.onlyObject(body).containsKey(name)).isTrue();
  }
}
