package io.github.bankhub.testkit.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void an_object_is_read_as_a_map_in_its_order() {
    assertThat(Json.read("{\"b\":1,\"a\":[true,null]}".getBytes(UTF_8)))
        .hasToString("{b=1, a=[true, null]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "1", "{", "{}{}", "{} x", "{\"a\":1,\"a\":2}"})
  void other_texts_are_not_read(String text) {
    assertThat(Json.read(text.getBytes(UTF_8))).isNull();
  }

  @Test
  void a_map_is_written_in_its_order() {
    assertThat(Json.write(Json.object("b", "C\u00d4NG", "a", List.of(Map.of()))))
        .asString(UTF_8)
        .isEqualTo("{\"b\":\"C\u00d4NG\",\"a\":[{}]}");
  }
}
