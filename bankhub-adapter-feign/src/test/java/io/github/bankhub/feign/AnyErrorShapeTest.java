package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Each of Bank Hub's error shapes gives the same failure. */
class AnyErrorShapeTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** Where an error response has its fields. */
  enum Fields {
    ERRORS("errors", false),
    MESSAGES("messages", false),
    LISTS("errors", true),
    LISTED_MESSAGES("messages", true);

    private final String name;
    private final boolean lists;

    Fields(String name, boolean lists) {
      this.name = name;
      this.lists = lists;
    }

    Map<String, Object> of(Map<String, String> fields) {
      Map<String, Object> result = new LinkedHashMap<>();
      fields.forEach((name, text) -> result.put(name, lists ? List.of(text) : text));
      return result;
    }
  }

  /** Where it has its message. */
  enum Message {
    MESSAGE,
    ERROR,
    ERROR_DESCRIPTION,
    AMONG_MESSAGES,
    NONE
  }

  @Provide
  static Arbitrary<Map<String, String>> fields() {
    Arbitrary<String> names =
        Arbitraries.of("company_xid", "bank_account_xid", "purpose", "language", "tên trường");
    return Arbitraries.maps(names, texts()).ofMaxSize(4);
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.of(
        "Không tồn tại", "Validation error", "\"quoted\" \\ /", "400", "<b>", "a\nb", "{}", "😀");
  }

  /** What stands around, and means nothing. */
  @Provide
  static Arbitrary<Map<String, Object>> noise() {
    Arbitrary<String> names = Arbitraries.of("code", "status", "success", "trace_id", "request_at");
    Arbitrary<Object> values =
        Arbitraries.of(0, 400, true, 1_769_830_200L, "Bearer abc\"def", List.of(12_345_678L));
    return Arbitraries.maps(names, values).ofMaxSize(3);
  }

  @Property(tries = 400)
  void C1_means_the_same(
      @ForAll("fields") Map<String, String> fields,
      @ForAll("texts") String message,
      @ForAll Fields place,
      @ForAll Message said,
      @ForAll("noise") Map<String, Object> noise,
      @ForAll boolean mark)
      throws JsonProcessingException {
    Map<String, Object> body = new LinkedHashMap<>(noise);
    Map<String, Object> inner = new LinkedHashMap<>(place.of(fields));
    if (!fields.isEmpty()) {
      body.put(place.name, inner);
    }
    switch (said) {
      case MESSAGE -> body.put("message", message);
      case ERROR -> body.put("error", message);
      case ERROR_DESCRIPTION -> body.put("error_description", message);
      case AMONG_MESSAGES -> amongMessages(body).put("error", message);
      case NONE -> body.put("errors", body.get("errors"));
    }
    String expected = said == Message.NONE ? null : printable(message);
    Map<String, String> expectedFields = new LinkedHashMap<>(fields);
    expectedFields.replaceAll((name, text) -> printable(text));
    String start = mark ? "\ufeff" : "";
    assertMeans(
        failure(start + JSON.writeValueAsString(body)),
        expectedFields,
        Optional.ofNullable(expected));
  }

  /** A text of the service can be logged: it has no line breaks. */
  private static String printable(String text) {
    return text.replace('\n', ' ');
  }

  @SuppressWarnings("unchecked") // The map was made above.
  private static Map<String, Object> amongMessages(Map<String, Object> body) {
    return (Map<String, Object>) body.computeIfAbsent("messages", any -> new LinkedHashMap<>());
  }

  private static void assertMeans(
      BankHubException failure, Map<String, String> fields, Optional<String> message) {
    if (fields.keySet().equals(Set.of("company_xid"))) {
      NotFoundException notFound = (NotFoundException) failure;
      assertThat(notFound.possiblyMissing()).hasSize(1);
      assertThat(notFound.serviceMessage()).contains(fields.get("company_xid"));
    } else {
      InvalidRequestException invalid = (InvalidRequestException) failure;
      assertThat(invalid.fields()).isEqualTo(fields);
      assertThat(invalid.serviceMessage()).isEqualTo(message);
    }
  }

  private static BankHubException failure(String body) {
    return new ScriptedClient().on(CREATE, 400, body).failure(BankHubException.class);
  }
}
