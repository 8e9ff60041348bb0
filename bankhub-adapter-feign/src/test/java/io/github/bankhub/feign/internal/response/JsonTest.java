package io.github.bankhub.feign.internal.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void a_value_that_is_not_JSON_cannot_be_written() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(Map.of("company_xid", new Object())))
        .withMessage("the request cannot be written as JSON");
  }

  @Test
  void lists_and_maps_can_be_written() {
    assertThat(written(Map.of("all", List.of(1, true, Map.of("a", "b")))))
        .isEqualTo("{\"all\":[1,true,{\"a\":\"b\"}]}");
  }

  @ParameterizedTest
  @CsvSource({"3E+9, 3000000000", "1500.50, 1500.50", "1E-7, 0.0000001"})
  void a_decimal_number_is_written_without_an_exponent(BigDecimal amount, String written) {
    assertThat(written(Map.of("amount", amount))).isEqualTo("{\"amount\":" + written + "}");
  }

  private static String written(Map<String, ?> body) {
    return new String(Json.write(body), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567890123456789012345678901234567890", "1.5", "-7"})
  void a_number_of_up_to_40_characters_is_a_number(String number) {
    assertThat(value(number)).isInstanceOf(Number.class).hasToString(number);
    String decimal = "0." + "1".repeat(38);
    assertThat(value(decimal)).isEqualTo(new BigDecimal(decimal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890123456789012345678901",
        "0.123456789012345678901234567890123456789",
        "1e99999999999"
      })
  void a_longer_number_or_one_out_of_range_is_its_text(String number) {
    assertThat(value(number)).isEqualTo(number);
  }

  private static Object value(String json) {
    return Json.onlyObject(("{\"n\":" + json + "}").getBytes(UTF_8)).get("n");
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
