package io.github.bankhub.feign.internal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import feign.RequestTemplate;
import feign.Response;
import feign.codec.Decoder;
import feign.codec.EncodeException;
import feign.codec.Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Bodies as JSON; answers may stand in a {@code data} wrapper. */
public final class JsonCodec implements Encoder, Decoder {

  @Override
  public void encode(Object body, Type type, RequestTemplate template) {
    try {
      template.body(Json.MAPPER.writeValueAsBytes(body), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new EncodeException("the request cannot be written as JSON", e);
    }
  }

  /** A time in another form than text is unknown, which is no reason to lose the rest. */
  private static void timesAsText(ObjectNode fields) {
    fields
        .properties()
        .forEach(
            field -> {
              if (field.getKey().endsWith("_at") && field.getValue().isContainerNode()) {
                field.setValue(TextNode.valueOf(field.getValue().toString()));
              }
            });
  }

  @Override
  public Object decode(Response response, Type type) throws IOException {
    JsonNode tree;
    try (InputStream body = response.body().asInputStream()) {
      tree = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new DecodeException("the body is no JSON");
    }
    if (tree.isMissingNode()) {
      throw new DecodeException("there is no body");
    }
    if (!tree.isObject()) {
      throw new DecodeException("the body is no JSON object");
    }
    JsonNode flat = tree.path("data").isObject() ? tree.get("data") : tree;
    timesAsText((ObjectNode) flat);
    try {
      return Json.MAPPER.treeToValue(flat, Json.MAPPER.constructType(type));
    } catch (JsonProcessingException e) {
      throw new DecodeException("the JSON has another shape");
    }
  }
}
