package io.github.bankhub.testkit;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.sample.Samples;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The HTTP request of a call in {@link SampleCalls}. */
public final class SampleRequest {

  private SampleRequest() {}

  public static HttpRequest of(Operation operation, String authorization) {
    Map<String, Object> fields = new HashMap<>(fields(operation));
    String id = operation.pathField().map(fields::remove).map(Object::toString).orElse("");
    String path = operation.path().replaceFirst("\\{.+}$", id);
    boolean isGet = operation.method().equals("GET");
    boolean isFile = operation.fileField().isPresent();
    String type = isFile ? "multipart/form-data; boundary=b" : "application/json";
    return new HttpRequest(
        operation.method(),
        URI.create(isGet ? path + "?" + query(fields) : path),
        Map.of("Authorization", List.of(authorization), "Content-Type", List.of(type)),
        isFile ? multipart(Samples.LOGO.bytes()) : json(isGet ? Map.of() : fields));
  }

  private static byte[] json(Map<String, ?> fields) {
    return fields.isEmpty() ? new byte[0] : Json.write(fields);
  }

  private static byte[] multipart(byte[] logo) {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n"
            + new String(logo, ISO_8859_1)
            + "\r\n--b--";
    return body.getBytes(ISO_8859_1);
  }

  private static String query(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue().toString(), UTF_8))
        .collect(joining("&"));
  }

  /** The fields of the call; an access token has none. */
  private static Map<String, ?> fields(Operation operation) {
    Recorder recorder = new Recorder();
    try {
      SampleCalls.perform(operation, recorder);
    } catch (UnsupportedOperationException e) {
      // It has no response.
    }
    return recorder.fields;
  }

  /** Keeps the fields of one call. */
  private static final class Recorder implements BankHub {

    private Map<String, ?> fields = Map.of();

    @Override
    public BankHubEnvironment environment() {
      return BankHubEnvironment.SANDBOX;
    }

    @Override
    public AccessToken accessToken() {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T call(
        Operation operation,
        Map<String, ?> sent,
        BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
      fields = sent;
      throw new UnsupportedOperationException();
    }
  }
}
