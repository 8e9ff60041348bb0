package io.github.bankhub.feign.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.PactDslJsonRootValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** JSON bodies with the rules by which the pact compares them. */
final class PactBodies {

  private static final String TIME = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}";

  /** The texts of a response that must match a pattern. Any other text matches by its type. */
  private static final Map<String, String> PATTERNS =
      Map.of(
          "expires_at",
          TIME,
          "created_at",
          TIME,
          "hosted_link_url",
          "https?://.+",
          "active",
          "[01]");

  private PactBodies() {}

  /** A request body: each field has exactly this value. */
  static DslPart equalTo(JsonNode sample) {
    return newJsonBody(body -> equalTo(body, sample)).build();
  }

  /** A response body: each field has the type of this sample, or matches its pattern. */
  static DslPart like(JsonNode sample) {
    return newJsonBody(body -> like(body, sample)).build();
  }

  private static void equalTo(LambdaDslObject body, JsonNode sample) {
    for (Map.Entry<String, JsonNode> field : sample.properties()) {
      JsonNode value = field.getValue();
      if (value.isNumber()) {
        body.numberValue(field.getKey(), value.numberValue());
      } else if (value.isArray()) {
        body.array(
            field.getKey(), items -> value.forEach(item -> items.stringValue(item.asText())));
      } else {
        body.stringValue(field.getKey(), value.asText());
      }
    }
  }

  private static void like(LambdaDslObject body, JsonNode sample) {
    sample.properties().forEach(field -> like(body, field.getKey(), field.getValue()));
  }

  private static void like(LambdaDslObject body, String name, JsonNode value) {
    switch (value.getNodeType()) {
      case NUMBER -> body.integerType(name, value.intValue());
      case BOOLEAN -> body.booleanType(name, value.booleanValue());
      case NULL -> body.nullValue(name);
      case OBJECT -> body.object(name, fields -> like(fields, value));
      case ARRAY -> {
        if (value.get(0).isObject()) {
          body.minArrayLike(name, 1, item -> like(item, value.get(0)));
        } else {
          String example = value.get(0).asText();
          body.minArrayLike(name, 1, PactDslJsonRootValue.stringType(example), 1);
        }
      }
      default -> {
        String pattern = PATTERNS.get(name);
        if (pattern == null) {
          body.stringType(name, value.asText());
        } else {
          body.stringMatcher(name, pattern, value.asText());
        }
      }
    }
  }
}
