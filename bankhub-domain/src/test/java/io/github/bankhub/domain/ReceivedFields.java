package io.github.bankhub.domain;

import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.bankhub.domain.json.ApiObject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests that every object from SePay needs: each row is a field, the value that SePay sends,
 * its accessor and the value that the accessor returns.
 */
public abstract class ReceivedFields<T extends ApiObject> {

  private static final List<Object> ODD_VALUES =
      List.of(
          "",
          "soon",
          "..",
          "1.000",
          "\u0007",
          "a\u202eb",
          "a\r\nb",
          "\ud800",
          "x".repeat(10_000),
          -1.5,
          1e300,
          true,
          List.of(1),
          Map.of("a", 1));

  private static final String CONTROL = "[\\p{Cc}\\p{Cs}\u202e]";

  private final BiFunction<Map<String, Object>, ZoneId, T> reader;
  private final Map<String, Object> required;
  private final List<Row<T>> rows;

  /**
   * The rows of one class.
   *
   * @param required the required fields, which are read before any other
   */
  protected ReceivedFields(
      BiFunction<Map<String, Object>, ZoneId, T> reader,
      Map<String, Object> required,
      List<Row<T>> rows) {
    this.reader = reader;
    this.required = required;
    this.rows = rows;
  }

  /** An optional field: the accessor returns an {@code Optional} of the value. */
  protected static <T> Row<T> row(
      String field, Object sent, Function<T, ?> accessor, Object value) {
    return new Row<>(field, sent, accessor, Optional.of(value), Optional.empty());
  }

  /** A field whose accessor returns the value itself, and a default if it is missing. */
  protected static <T> Row<T> row(
      String field, Object sent, Function<T, ?> accessor, Object value, Object missing) {
    return new Row<>(field, sent, accessor, value, missing);
  }

  /** The object with all fields, one of which has another value. */
  protected final T with(String field, Object value) {
    Map<String, Object> fields = all();
    fields.put(field, value);
    return reader.apply(fields, VIETNAM);
  }

  private Map<String, Object> all() {
    Map<String, Object> fields = new HashMap<>(required);
    rows.forEach(row -> fields.put(row.field, row.sent));
    return fields;
  }

  @TestFactory
  Stream<DynamicTest> a_documented_field_has_its_accessor() {
    T full = reader.apply(all(), VIETNAM);
    return each(row -> assertThat(row.read(full)).isEqualTo(row.value));
  }

  @TestFactory
  Stream<DynamicTest> a_missing_field_is_empty() {
    T thin = reader.apply(required, VIETNAM);
    return each(row -> assertThat(row.read(thin)).isEqualTo(row.missing));
  }

  @TestFactory
  Stream<DynamicTest> an_odd_value_is_stored_and_is_no_error() {
    return each(
        row -> {
          for (Object odd : ODD_VALUES) {
            T read = with(row.field, odd);
            assertThat(row.read(read)).isNotNull();
            assertThat(read.toString()).isNotBlank().doesNotContainPattern(CONTROL);
            assertThat(read.fields()).containsEntry(row.field, odd);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> an_odd_value_affects_only_its_own_field() {
    return each(
        row -> {
          for (Object odd : ODD_VALUES) {
            T read = with(row.field, odd);
            rows.stream()
                .filter(other -> !other.field.equals(row.field))
                .forEach(other -> assertThat(other.read(read)).isEqualTo(other.value));
          }
        });
  }

  @Test
  void a_required_field_may_not_be_missing() {
    for (String field : required.keySet()) {
      Sample.assertRejected(field, () -> with(field, " "));
    }
  }

  @Test
  void two_are_equal_if_class_fields_and_zone_are_equal() {
    T object = reader.apply(all(), VIETNAM);

    assertThat(object)
        .isEqualTo(reader.apply(all(), VIETNAM))
        .hasSameHashCodeAs(reader.apply(all(), VIETNAM))
        .isNotEqualTo(with("extra", 1))
        .isNotEqualTo(reader.apply(all(), ZoneOffset.UTC))
        .isNotEqualTo("x")
        .doesNotHaveSameHashCodeAs(with("extra", 1));
  }

  @Test
  void the_fields_are_immutable() {
    assertThatThrownBy(reader.apply(all(), VIETNAM).fields()::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private Stream<DynamicTest> each(Consumer<Row<T>> test) {
    return rows.stream().map(row -> dynamicTest(row.field, () -> test.accept(row)));
  }

  /** One field. */
  protected record Row<T>(
      String field, Object sent, Function<T, ?> accessor, Object value, Object missing) {

    private Object read(T object) {
      return accessor.apply(object);
    }
  }
}
