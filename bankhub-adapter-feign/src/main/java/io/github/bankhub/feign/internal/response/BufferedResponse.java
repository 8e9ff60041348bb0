package io.github.bankhub.feign.internal.response;

import feign.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An HTTP response with its whole body in memory. Its texts are redacted. */
public final class BufferedResponse {

  private static final Set<String> HEADERS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    HEADERS.addAll(
        Set.of("CF-Mitigated", "CF-RAY", "Content-Encoding", "Content-Type", "Retry-After"));
  }

  private static final int MAX_TEXT_BYTES = 64 << 10;
  private static final int MAX_START_BYTES = 1 << 10;

  private final Response response;
  private final byte[] body;
  private final @Nullable String bodyProblem;
  private final List<String> secrets;
  private final @Nullable Duration retryAfter;

  /** Kept because a failure needs it several times, and a body can be long. Calls share it. */
  private @Nullable String text;

  private BufferedResponse(
      Response sent, Instant receivedAt, List<String> secrets, int maxBodyBytes)
      throws IOException {
    byte[] bytes = sent.body().asInputStream().readAllBytes();
    DecodedBody decoded =
        DecodedBody.of(
            bytes, sent.headers().getOrDefault("Content-Encoding", List.of()), maxBodyBytes);
    this.body = decoded.bytes();
    this.bodyProblem = decoded.problem();
    this.response = body == bytes ? sent : sent.toBuilder().body(body).build();
    this.secrets = secrets;
    this.retryAfter =
        header("Retry-After").map(value -> parseRetryAfter(value, receivedAt)).orElse(null);
  }

  /**
   * Buffers a response, and decodes its body.
   *
   * @param response the response; its body is in memory
   * @param receivedAt when it came, for a {@code Retry-After} that is a date
   * @param secrets the texts to redact
   * @param maxBodyBytes the limit of the body, before and after decoding
   */
  public static BufferedResponse of(
      Response response, Instant receivedAt, List<String> secrets, int maxBodyBytes)
      throws IOException {
    return new BufferedResponse(response, receivedAt, secrets, maxBodyBytes);
  }

  /** {@return the response as Feign knows it, with the decoded body, not redacted} */
  public Response unredacted() {
    return response;
  }

  public int status() {
    return response.status();
  }

  public boolean isSuccess() {
    return status() / 100 == 2;
  }

  /** {@return why the body cannot be read as a whole; null if it can} */
  public @Nullable String bodyProblem() {
    return bodyProblem;
  }

  /** {@return the start of the body, redacted} */
  public String text() {
    String known = text;
    if (known == null) {
      known = redacted(start(MAX_TEXT_BYTES));
      text = known;
    }
    return known;
  }

  /** {@return the same with its long numbers, because the ids of a firewall contain them} */
  String textWithNumbers() {
    return Redaction.known(start(MAX_TEXT_BYTES), secrets);
  }

  /**
   * {@return the text for {@code CallDetails}} A success may grant something in an unknown form, so
   * little of it is shown.
   */
  public String excerpt() {
    return isSuccess() ? Redaction.strict(text()) : text();
  }

  /**
   * Redacts a text that was read from JSON. JSON can spell a secret in many ways, so each text is
   * redacted once more after it was parsed.
   */
  String redacted(String part) {
    return Redaction.of(part, secrets);
  }

  /**
   * {@return the fields of an error, not redacted; empty if the body is neither JSON object nor
   * list} A redacted text may no longer be JSON.
   */
  public Optional<Map<String, @Nullable Object>> errorFields() {
    return Json.errorFields(start(body.length));
  }

  /**
   * {@return true if the body has the shape of Bank Hub's own error responses} It has {@code
   * messages}, or a {@code message} with a numeric {@code code} that is not one of gRPC, or with
   * {@code errors}. Any other error response can be a gateway's, and a gateway does not know what
   * Bank Hub did.
   */
  public boolean isFromBankHub() {
    return errorFields().filter(BufferedResponse::isErrorOfBankHub).isPresent();
  }

  private static boolean isErrorOfBankHub(Map<String, @Nullable Object> body) {
    boolean hasCode = body.get("code") instanceof Number code && !isGrpcCode(code.doubleValue());
    boolean hasDetails = hasCode || body.containsKey("errors");
    return body.get("messages") != null || (body.get("message") instanceof String && hasDetails);
  }

  /** Gateways for gRPC, such as Envoy, have the same fields with a code from 1 to 16. */
  private static boolean isGrpcCode(double code) {
    return code >= 1 && code <= 16;
  }

  private String start(int limit) {
    String start = new String(body, 0, Math.min(body.length, limit), StandardCharsets.UTF_8);
    return start.startsWith("\ufeff") ? start.substring(1) : start;
  }

  boolean isHtml() {
    return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html")
        || startsWithTag();
  }

  private boolean startsWithTag() {
    // Most bodies are JSON. The first byte says so, and no text has to be made of them.
    return (body.length == 0 || body[0] != '{')
        && start(MAX_START_BYTES).stripLeading().startsWith("<");
  }

  /** {@return whether a header is used} A response need not have the others. */
  public static boolean usesHeader(String name) {
    return HEADERS.contains(name);
  }

  /** {@return the first value of a header that is used} The name may be in any case. */
  Optional<String> header(String name) {
    if (!usesHeader(name)) {
      throw new IllegalArgumentException("the header " + name + " is not in HEADERS");
    }
    Collection<String> values = response.headers().getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.iterator().next());
  }

  /** {@return Cloudflare's id of the response} Any other text is left out: it may not be an id. */
  public Optional<String> rayId() {
    return header("CF-RAY").filter(value -> value.matches("\\w{10,20}(-\\w{3})?"));
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  private static @Nullable Duration parseRetryAfter(String value, Instant receivedAt) {
    String given = value.strip();
    if (given.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Integer.parseInt(given));
    }
    try {
      Instant then = ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isAfter(receivedAt) ? Duration.between(receivedAt, then) : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
