package io.github.bankhub.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.bankhub.domain.DocsTable;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of numbers in {@code docs/values.md}. */
class JsonNumberTest {

  @TestFactory
  Stream<DynamicTest> IP_01_a_number_is_read_as_documented() {
    return DocsTable.rows("numbers").map(row -> dynamicTest(row.get(0), () -> assertRead(row)));
  }

  private static void assertRead(List<String> row) {
    String number = row.get(1);
    JsonFields fields = JsonFields.of(Map.of("amount", value(row.get(0))), ZoneOffset.UTC);

    assertThat(fields.number("amount").map(BigDecimal::toString).orElse("–")).isEqualTo(number);
    assertThat(row.size() > 2 && !row.get(2).isEmpty()).isEqualTo(number.equals("–"));
  }

  /** The value that a JSON parser returns. */
  private static Object value(String json) {
    if (json.startsWith("\"")) {
      return json.substring(1, json.length() - 1);
    }
    return switch (json) {
      case "true" -> true;
      case "[1]" -> List.of(1);
      default -> new BigDecimal(json);
    };
  }
}
