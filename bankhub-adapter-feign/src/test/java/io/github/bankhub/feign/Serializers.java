package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.bankhub.domain.json.NoJsonForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The libraries that applications use to write an object. A failure counts as what was written
 * before it.
 */
enum Serializers {
  JACKSON("Jackson") {
    @Override
    void write(Object value, StringWriter out) throws IOException {
      DEFAULT.writeValue(out, value);
    }
  },
  JACKSON_BY_FIELDS("Jackson by fields") {
    @Override
    void write(Object value, StringWriter out) throws IOException {
      BY_FIELDS.writeValue(out, value);
    }
  },
  GSON("Gson") {
    @Override
    void write(Object value, StringWriter out) {
      GSON_WITH_TIMES.toJson(value, out);
    }
  },
  JAVA("Java serialization") {
    @Override
    void write(Object value, StringWriter out) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
        objects.writeObject(value);
      } finally {
        out.write(bytes.toString(ISO_8859_1));
      }
    }
  };

  /** Types of the JDK that a library rejects: the rest of the object would not be written. */
  private static final List<Class<?>> TIMES = List.of(Instant.class, Duration.class, ZoneId.class);

  private static final JsonMapper DEFAULT = jackson().build();
  private static final JsonMapper BY_FIELDS =
      jackson().visibility(PropertyAccessor.FIELD, Visibility.ANY).build();
  private static final Gson GSON_WITH_TIMES = gson();

  private final String text;

  Serializers(String text) {
    this.text = text;
  }

  abstract void write(Object value, StringWriter out) throws IOException;

  /** The text that is written, possibly incomplete. */
  String write(Object value) {
    StringWriter out = new StringWriter();
    try {
      write(value, out);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      out.write(" " + e.getMessage());
    }
    return out.toString();
  }

  private static JsonMapper.Builder jackson() {
    SimpleModule times = new SimpleModule();
    TIMES.forEach(type -> times.addSerializer(type, ToStringSerializer.instance));
    return JsonMapper.builder()
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .addMixIn(NoJsonForm.class, WithoutFailure.class)
        .addModule(times);
  }

  /** Without the getter that fails, so that everything else is written. */
  @JsonIgnoreProperties("jsonForm")
  private interface WithoutFailure {}

  private static Gson gson() {
    JsonSerializer<Object> toString = (value, type, context) -> new JsonPrimitive(value.toString());
    GsonBuilder builder = new GsonBuilder();
    TIMES.forEach(type -> builder.registerTypeHierarchyAdapter(type, toString));
    return builder.create();
  }

  @Override
  public String toString() {
    return text;
  }
}
