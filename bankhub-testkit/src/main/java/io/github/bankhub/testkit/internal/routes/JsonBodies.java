package io.github.bankhub.testkit.internal.routes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON bodies of requests and responses. */
public final class JsonBodies {

  private static final String JSON = "application/json";
  private static final TypeReference<@Nullable Map<String, Object>> FIELDS =
      new TypeReference<>() {};
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonBodies() {}

  /** The fields of a JSON request. */
  public static Map<String, Object> fields(HttpRequest request) {
    List<String> types = request.header("Content-Type");
    if (types.size() != 1 || !types.get(0).split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
      throw ErrorResponse.of(Kind.INVALID, "send the header Content-Type: " + JSON);
    }
    return jsonFields(request);
  }

  /** The one JSON object of a body. */
  public static Map<String, Object> jsonFields(HttpRequest request) {
    Map<String, Object> fields = object(request.body());
    if (fields == null) {
      throw ErrorResponse.of(
          Kind.INVALID, "the body must be one JSON object, each field given once");
    }
    return fields;
  }

  /** The JSON object in some bytes; null if there is none, or something else. */
  public static @Nullable Map<String, Object> object(byte[] json) {
    try {
      return MAPPER.readValue(json, FIELDS);
    } catch (JsonProcessingException e) {
      // The parser's text could show parts of it.
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
    }
  }

  public static HttpResponse error(ErrorResponse refusal) {
    return json(refusal.status(), refusal.body());
  }

  public static HttpResponse json(int status, Map<?, ?> body) {
    try {
      Map<String, List<String>> headers = Map.of("Content-Type", List.of(JSON + "; charset=utf-8"));
      return new HttpResponse(status, headers, MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("texts and numbers cannot fail to be written", e);
    }
  }

  public static Map<String, Object> inOrder(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
