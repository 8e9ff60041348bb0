package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A domain object that a web controller returns becomes right JSON, or fails with a hint. It never
 * becomes an object that lacks fields, such as {@code {"active":true}}.
 */
class JsonFormTest {

  private static final String HINT = "has no JSON form. Map it to your own type";
  private static final String MARK = "jsonForm";
  private static final ObjectMapper JACKSON = new ObjectMapper();

  /** The libraries that a web framework uses, with its settings. */
  enum Writer {
    JACKSON_2 {
      @Override
      String write(Object value) throws Exception {
        return JACKSON.writeValueAsString(value);
      }
    },
    /** An application may allow empty objects. */
    JACKSON_2_WITH_EMPTY_OBJECTS {
      @Override
      String write(Object value) throws Exception {
        return JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build()
            .writeValueAsString(value);
      }
    },
    /** Allows empty objects by default. */
    JACKSON_3 {
      @Override
      String write(Object value) {
        return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(value);
      }
    };

    abstract String write(Object value) throws Exception;
  }

  /** The public classes of the domain that a program can have an instance of. */
  static Stream<Class<?>> types() {
    return ReflectionSupport.streamAllClassesInPackage(
        "io.github.bankhub.domain", JsonFormTest::canBeReturned, name -> true);
  }

  private static boolean canBeReturned(Class<?> type) {
    int modifiers = type.getModifiers();
    return Modifier.isPublic(modifiers)
        && !Modifier.isAbstract(modifiers)
        && !Throwable.class.isAssignableFrom(type)
        && !type.getPackageName().matches(".*\\.(internal|text)");
  }

  @ParameterizedTest
  @MethodSource("types")
  void each_type_has_all_its_fields_in_JSON_or_fails(Class<?> type) {
    Set<String> written = properties(type);
    if (type.isRecord()) {
      assertThat(written)
          .containsAll(
              Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
    } else if (!type.isEnum()) {
      assertThat(written).contains(MARK);
    }
  }

  @Test
  void the_types_are_found() {
    assertThat(types()).hasSizeGreaterThan(40);
  }

  private static Set<String> properties(Class<?> type) {
    return JACKSON
        .getSerializationConfig()
        .introspect(JACKSON.constructType(type))
        .findProperties()
        .stream()
        .map(BeanPropertyDefinition::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource
  void a_received_object_a_secret_and_what_contains_one_fail_with_the_hint(Writer writer) {
    Stream<Object> others =
        Stream.of(
            BankHubEnvironment.SANDBOX,
            CallDetails.notSent(Operation.GET_COMPANY),
            LinkTokenExpiry.read("soon", ZoneOffset.UTC));
    Stream.concat(SerializersTest.domainValues(), others)
        .forEach(
            value -> assertThat(failure(writer, value)).as("%s", value.getClass()).contains(HINT));
  }

  private static String failure(Writer writer, Object value) {
    try {
      return "wrote " + writer.write(value);
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_id_and_a_word_have_a_form(Writer writer) throws Exception {
    assertThat(writer.write(new BankAccountXid("ba-1"))).isEqualTo("{\"value\":\"ba-1\"}");
    assertThat(writer.write(new AccountType("personal"))).contains("\"value\":\"personal\"");
    assertThat(writer.write(Purpose.LINK_BANK_ACCOUNT)).isEqualTo("\"LINK_BANK_ACCOUNT\"");
  }
}
