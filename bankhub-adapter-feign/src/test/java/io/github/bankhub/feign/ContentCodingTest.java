package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.settings.Retries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses with a content coding. */
@Timeout(60)
class ContentCodingTest {

  private static final String REJECTION = "{\"code\": 0, \"message\": \"rejected\"}";

  private final List<Integer> statuses = new CopyOnWriteArrayList<>();

  /** Codings that no client can decode. */
  enum Unreadable {
    BROKEN_GZIP("gzip", text -> text.getBytes(UTF_8)),
    TRUNCATED_GZIP("gzip", text -> Arrays.copyOf(gzip(text), 15)),
    GZIP_WITHOUT_CHECKSUM("gzip", text -> Arrays.copyOf(gzip(text), gzip(text).length - 8)),
    GZIP_TWICE("gzip, gzip", text -> gzip(text)),
    BROTLI("br", text -> new byte[] {(byte) 0x8b, 0, (byte) 0x80, 3}),
    BZIP2("bzip2", text -> new byte[] {'B', 'Z', 'h'}),
    NOT_A_CODING(";;=", text -> text.getBytes(UTF_8));

    private final String coding;

    @SuppressWarnings("ImmutableEnumChecker") // It has no state.
    private final Body body;

    Unreadable(String coding, Body body) {
      this.coding = coding;
      this.body = body;
    }

    RawServer responding(String status, String text, String... headers) throws IOException {
      return server(status, coding, body.of(text), headers);
    }
  }

  /** The bytes that are sent for a text. */
  @FunctionalInterface
  interface Body {
    byte[] of(String text);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static RawServer server(String status, String coding, byte[] body, String... headers)
      throws IOException {
    String head =
        "HTTP/1.1 %s\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n"
            .formatted(status, coding, body.length);
    String custom = Stream.of(headers).map(header -> header + "\r\n").collect(joining());
    return RawServer.creating(
        (in, out) -> {
          out.write((head + custom + "\r\n").getBytes(UTF_8));
          out.write(body);
        });
  }

  private FeignBankHub hub(RawServer server) {
    URI uri = URI.create("http://127.0.0.1:" + server.port());
    return FeignBankHub.builder(
            SocketSettings.of(BankHubEnvironment.custom(uri), CREDENTIALS)
                .withRetries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1))))
        .listener(
            new CallListener() {
              @Override
              public void attempted(Operation operation, int attempt, int status, Duration time) {
                if (operation == Operation.CREATE_LINK_TOKEN) {
                  statuses.add(status);
                }
              }
            })
        .build();
  }

  private <E extends BankHubException> E failure(Class<E> type, RawServer server) {
    try (server;
        FeignBankHub hub = hub(server)) {
      return catchThrowableOfType(type, () -> hub.linkTokens().create(LINK));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void only_gzip_is_requested_whatever_the_class_path_offers() throws IOException {
    try (RawServer server = RawServer.responding("");
        FeignBankHub hub = hub(server)) {
      hub.accessToken();
      assertThat(server.requests().get(0).lines())
          .filteredOn(line -> line.startsWith("Accept-Encoding"))
          .containsExactly("Accept-Encoding: gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZip", " x-gzip", "identity, gzip"})
  void LT_01_a_body_in_gzip_is_decoded(String coding) throws IOException {
    try (RawServer server = server("201 Created", coding, gzip(CREATED));
        FeignBankHub hub = hub(server)) {
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");
    }
  }

  @Test
  void LT_01_a_body_without_a_coding_is_read_as_it_is() throws IOException {
    try (RawServer server = server("201 Created", "identity", CREATED.getBytes(UTF_8));
        FeignBankHub hub = hub(server)) {
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");
    }
  }

  @Test
  void FR_01_a_gzip_bomb_ends_at_the_limit() throws IOException {
    byte[] bomb = gzip(" ".repeat(64 << 20));
    assertThat(bomb.length).isLessThan(1 << 20);
    MalformedResponseException failure =
        failure(MalformedResponseException.class, server("201 Created", "gzip", bomb));
    assertThat(failure).hasMessageContaining("larger than 1048576 bytes");
    assertThat(failure.call().httpStatus()).hasValue(201);
  }

  @ParameterizedTest
  @EnumSource
  void FR_01_a_success_that_cannot_be_decoded_is_malformed(Unreadable body) throws IOException {
    MalformedResponseException failure =
        failure(MalformedResponseException.class, body.responding("201 Created", CREATED));
    assertThat(failure.call().httpStatus()).hasValue(201);
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
    assertThat(statuses).containsExactly(201);
  }

  @ParameterizedTest
  @EnumSource
  void FR_01_a_rejection_that_cannot_be_decoded_keeps_its_class(Unreadable body)
      throws IOException {
    AccessDeniedException failure =
        failure(AccessDeniedException.class, body.responding("403 Forbidden", REJECTION));
    assertThat(failure.call().httpStatus()).hasValue(403);
    assertThat(statuses).containsExactly(403);
  }

  @ParameterizedTest
  @EnumSource
  void FR_01_a_rate_limit_that_cannot_be_decoded_keeps_its_headers(Unreadable body)
      throws IOException {
    RateLimitedException failure =
        failure(
            RateLimitedException.class,
            body.responding("429 Too Many Requests", REJECTION, "Retry-After: 7"));
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @EnumSource
  void FR_01_a_server_error_that_cannot_be_decoded_keeps_its_reason(Unreadable body)
      throws IOException {
    UnavailableException failure =
        failure(UnavailableException.class, body.responding("502 Bad Gateway", REJECTION));
    assertThat(failure.reason()).isEqualTo(UnavailableException.Reason.SERVER_ERROR);
    assertThat(failure.call().httpStatus()).hasValue(502);
  }

  @ParameterizedTest
  @EnumSource
  void FR_01_a_page_of_the_firewall_that_cannot_be_decoded_keeps_its_class(Unreadable body)
      throws IOException {
    BlockedByFirewallException failure =
        failure(
            BlockedByFirewallException.class,
            body.responding(
                "403 Forbidden", "<html>", "Content-Type: text/html", "cf-mitigated: challenge"));
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
  }
}
