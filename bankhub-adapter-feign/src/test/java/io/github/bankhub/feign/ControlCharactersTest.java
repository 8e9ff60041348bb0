package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.webhook.IpnReader;
import io.github.bankhub.feign.webhook.WebhookReader;
import io.github.bankhub.feign.webhook.WebhookRejectedException;
import io.github.bankhub.testkit.SampleCalls;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing that Bank Hub, a gateway or the sender of a webhook writes puts a control character into
 * a message, log line, meter or printed value.
 */
@Isolated("it reads what the whole process logs")
class ControlCharactersTest {

  private static final String MARK = "forged";

  /** A line break, a terminal command, and each other kind of control character. */
  private static final String POISON =
      "a\r\n"
          + MARK
          + "\u001b[2J\u0000\u007f\u0085\u009b\u061c\u200e\u200f\u2028\u2029\u202e\u2066"
          + MARK;

  /** A stack trace has line breaks of its own, but none before the mark. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069&&[^\r\n\t]]|[\r\n]" + MARK);

  private static final JsonMapper JSON = new JsonMapper();

  private static final int[] STATUSES = {200, 302, 400, 401, 403, 404, 408, 422, 429, 500, 503};

  /** Statuses whose bodies are read by fields of the operation. */
  private static final int[] STATUSES_OF_FIELDS = {200, 400, 404};

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static Stream<String> bodies(String name) {
    Map<String, Object> texts = Map.of(POISON, POISON, name, List.of(POISON), "error", POISON);
    return Stream.of(
        json(Map.of("code", 400, "message", POISON, "messages", texts, "errors", texts)),
        json(Map.of("code", POISON, "messages", Map.of(name, POISON))),
        json(Map.of("code", 400, "messages", List.of(POISON, POISON))),
        json(Map.of("code", 400, "message", POISON, "error_description", POISON)),
        json(Map.of("error", POISON)),
        json(Map.of(POISON, POISON, "xid", POISON, "data", List.of(Map.of("xid", POISON)))),
        "<html>Ray ID: " + POISON + " 8f1a2b3c4d5e6f70 Your IP: " + POISON + " 203.0.113.7</html>",
        POISON);
  }

  /** The names of the texts in the spec's example of a success, at every depth. */
  private static Stream<String> texts(JsonNode example) {
    return example.isContainerNode()
        ? Stream.concat(
                example.properties().stream()
                    .filter(field -> field.getValue().isTextual())
                    .map(Map.Entry::getKey),
                StreamSupport.stream(example.spliterator(), false)
                    .flatMap(ControlCharactersTest::texts))
            .distinct()
        : Stream.of();
  }

  /** The example, with other texts in these fields, and with a field that is not documented. */
  private static String poisoned(Operation operation, Collection<String> names) {
    ObjectNode example = SpecExamples.success(operation);
    names.forEach(
        name ->
            example.findParents(name).forEach(parent -> ((ObjectNode) parent).put(name, POISON)));
    return example.put(POISON, POISON).toString();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void FR_01_of_a_response_are_not_shown(Operation operation) {
    String field = operation.referenceFields().stream().findFirst().orElse("purpose");
    boolean standsForOthers = Connections.ONE_OF_EACH_KIND.contains(operation);
    EverythingLogged.during(
        () ->
            Arrays.stream(standsForOthers ? STATUSES : STATUSES_OF_FIELDS)
                .parallel() // No other test runs meanwhile.
                .forEach(
                    status ->
                        bodies(field)
                            .forEach(body -> call(operation, responding(operation, status, body)))),
        line -> assertPrintable("the log", line));
    assertPrintableMeters();
  }

  /** Each text of the spec's example is replaced alone, and then all that need not be right. */
  @ParameterizedTest
  @EnumSource
  void FR_01_of_a_success_are_not_shown(Operation operation) {
    EverythingLogged.during(
        () -> {
          List<String> free =
              texts(SpecExamples.success(operation))
                  .filter(name -> isRead(operation, List.of(name)))
                  .toList();
          assertThat(isRead(operation, free)).isTrue();
        },
        line -> assertPrintable("the log", line));
    assertPrintableMeters();
  }

  private boolean isRead(Operation operation, List<String> names) {
    String body = poisoned(operation, names);
    return call(operation, responding(operation, operation.successStatus(), body));
  }

  private void assertPrintableMeters() {
    registry.getMeters().forEach(meter -> assertPrintable("a meter", text(meter)));
    assertThat(registry.getMeters()).isNotEmpty();
  }

  private boolean call(Operation operation, Client client) {
    FeignBankHub hub =
        FeignBankHub.builder(
                ScriptedClient.settings()
                    .withRetries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1))))
            .listener(BankHubMeters.of(registry))
            .client(client)
            .build();
    try {
      assertPrintable("a result", AllValues.print(SampleCalls.perform(operation, hub)));
      return true;
    } catch (BankHubException e) {
      assertPrintable("an exception", text(e));
      return false;
    }
  }

  private static Client responding(Operation operation, int status, String body) {
    return (request, options) -> {
      boolean isToken = request.url().endsWith(ScriptedClient.TOKEN);
      return isToken && operation != Operation.CREATE_ACCESS_TOKEN
          ? response(request, 201, "{\"access_token\": \"s3cret-token\", \"ttl\": 60000}", Map.of())
          : response(request, status, body, poisonedHeaders());
    };
  }

  private static Map<String, Collection<String>> poisonedHeaders() {
    Map<String, Collection<String>> headers = new LinkedHashMap<>();
    for (String name :
        List.of(
            "CF-RAY", "Retry-After", "Location", "Server", "Content-Type", "WWW-Authenticate")) {
      headers.put(name, List.of(POISON));
    }
    headers.put(POISON, List.of(POISON));
    return headers;
  }

  private static Response response(
      Request request, int status, String body, Map<String, Collection<String>> headers) {
    return Response.builder()
        .request(request)
        .status(status)
        .reason(POISON)
        .headers(headers)
        .body(body, UTF_8)
        .build();
  }

  /** What HttpClient makes of them, in the log too. */
  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 400 \u001b[2Jforged",
    "HTTP/1.1 400 Bad\nx-odd: \u001b[2J\u0085\u009b\u007f",
    "HTTP/1.1 201 Created\nx-\u001b[2J: \u202e",
    "HTTP/1.1 201 Created\nforged \u001b[2J",
    "HTTP/1.1 201 Created\nContent-Length: \u001b[2J",
    "HTTP/1.1 201 Created\nTransfer-Encoding: \u001b[2J",
    "HTTP/1.1 201 Created\nContent-Encoding: \u001b[2J",
    "HTTP/1.1 \u001b[2J",
    "\u001b[2J\u202e",
  })
  void FR_01_of_a_head_are_not_shown(String head) throws IOException {
    String response = head.replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n" + POISON;
    try (RawServer server = RawServer.responding(response)) {
      EverythingLogged.during(
          () -> {
            try (FeignBankHub hub = FeignBankHub.connect(settings(server.port()))) {
              hub.linkTokens().create(ScriptedClient.LINK);
            } catch (BankHubException e) {
              assertPrintable("an exception", text(e));
            }
          },
          line -> assertPrintable("the log", line));
    }
  }

  private static BankHubSettings settings(int port) {
    return SocketSettings.of(
            BankHubEnvironment.custom(URI.create("http://127.0.0.1:" + port)),
            ClientCredentials.of("BH-SB-1", "s3cret-of-client"))
        .withRetries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  @Test
  void WH_05_of_a_webhook_or_ipn_are_not_shown() {
    WebhookReader webhooks = new WebhookReader(new WebhookSecret("s3cret"));
    IpnReader ipns = new IpnReader(new IpnApiKey("s3cret"));
    Map<String, List<String>> headers =
        Map.of(
            "X-Secret-Key",
            List.of("s3cret"),
            "Authorization",
            List.of("Apikey s3cret"),
            POISON,
            List.of(POISON));
    Map<String, List<String>> wrong =
        Map.of("X-Secret-Key", List.of(POISON), "Authorization", List.of("Apikey " + POISON));
    for (String event : List.of("BANK_ACCOUNT_LINKED", "LINK_SESSION_STATE_CHANGED", POISON)) {
      eachPoisoned(
          Map.of("event", event, "xid", "e-1", "timestamp", 1768312100),
          Map.of("bank_account_xid", "ba-1", "state", "PENDING", "link_token_xid", "lt-1"),
          body -> {
            print(() -> webhooks.read(headers, body));
            print(() -> webhooks.read(wrong, body));
            print(() -> ipns.read(headers, body));
          });
    }
    eachPoisoned(
        Map.of("transaction_id", "t", "transfer_type", "in", "amount", 1, "account_number", "1"),
        Map.of("transaction_date", "2026-01-13 20:15:00", "gateway", "MBBank"),
        body -> {
          print(() -> ipns.read(headers, body));
          print(() -> ipns.read(wrong, body));
          print(() -> webhooks.read(headers, body));
        });
  }

  /** The body with each field poisoned, of itself or of its metadata. */
  private static void eachPoisoned(
      Map<String, Object> fields, Map<String, Object> metadata, Consumer<byte[]> reading) {
    Stream.concat(fields.keySet().stream(), Stream.of("version", POISON))
        .forEach(
            name -> {
              Map<String, Object> body = new LinkedHashMap<>(fields);
              body.putAll(metadata);
              body.put("metadata", metadata);
              body.put(name, POISON);
              reading.accept(json(body).getBytes(UTF_8));
            });
    Stream.concat(metadata.keySet().stream(), Stream.of("account_number", "brand_name", POISON))
        .forEach(
            name -> {
              Map<String, Object> changed = new LinkedHashMap<>(metadata);
              changed.put(name, POISON);
              Map<String, Object> body = new LinkedHashMap<>(fields);
              body.putAll(changed);
              body.put("metadata", changed);
              reading.accept(json(body).getBytes(UTF_8));
            });
  }

  private static void print(Reading reading) {
    try {
      assertPrintable("a message", reading.read().toString());
    } catch (WebhookRejectedException e) {
      assertPrintable("a rejection", e + e.field().orElse(""));
    }
  }

  private static String text(Meter meter) {
    return meter.getId().toString();
  }

  /** The stack trace, and the result of each accessor. */
  private static String text(BankHubException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    Stream.of(failure, failure.call())
        .flatMap(
            object -> Arrays.stream(object.getClass().getMethods()).map(m -> result(object, m)))
        .forEach(text::append);
    return text.toString();
  }

  private static String result(Object object, Method method) {
    try {
      return method.getParameterCount() == 0
              && !method.isAnnotationPresent(Deprecated.class)
              && method.getDeclaringClass().getName().startsWith("io.github.bankhub")
          ? String.valueOf(method.invoke(object))
          : "";
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method.toString(), e);
    }
  }

  private static void assertPrintable(String place, String text) {
    assertThat(
            CONTROL
                .matcher(text)
                .results()
                .map(found -> "%x".formatted((int) found.group().charAt(0))))
        .as("control characters in %s", place)
        .isEmpty();
  }

  /** Reads a webhook or IPN. */
  @FunctionalInterface
  private interface Reading {
    Object read();
  }
}
