package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a hub talks to, and through whom. */
class TlsAndProxyTest {

  @TempDir private static Path directory;
  private static SSLContext named;
  private static SSLContext otherName;

  @BeforeAll
  static void make_certificates() throws Exception {
    named = TlsContexts.of(directory, "named", "dns:localhost");
    otherName = TlsContexts.of(directory, "other", "dns:elsewhere.example");
  }

  private static RawServer secured(SSLContext context) throws IOException {
    ServerSocket socket =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return RawServer.over(socket, (in, out) -> RawServer.created(out));
  }

  private static FeignBankHub.Builder hub(String uri) {
    return FeignBankHub.builder(
        BankHubSettings.of(BankHubEnvironment.custom(URI.create(uri)), CREDENTIALS));
  }

  private static FeignBankHub.Builder hub(RawServer server) {
    return hub("https://localhost:" + server.port());
  }

  private static void assertNotTrusted(FeignBankHub.Builder builder, RawServer server) {
    try (FeignBankHub hub = builder.build()) {
      UnavailableException failure =
          catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
      assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(server.creations()).isZero();
    }
  }

  @Test
  void FR_01_a_certificate_of_an_unknown_issuer_is_not_trusted() throws IOException {
    try (RawServer server = secured(named)) {
      assertNotTrusted(hub(server), server);
    }
  }

  @Test
  void a_certificate_of_the_users_own_authority_is_trusted() throws IOException {
    try (RawServer server = secured(named);
        FeignBankHub hub = hub(server).sslContext(named).build()) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      assertThat(server.creations()).isEqualTo(1);
    }
  }

  @Test
  void a_certificate_of_another_host_is_not_trusted_even_from_a_known_issuer() throws IOException {
    try (RawServer server = secured(otherName)) {
      assertNotTrusted(hub(server).sslContext(otherName), server);
    }
  }

  @Test
  void FR_01_a_reset_in_the_handshake_was_not_sent() throws IOException {
    try (RawServer server = RawServer.withoutToken((in, out) -> {})) {
      assertNotTrusted(hub(server), server);
    }
  }

  @Test
  void a_proxy_is_used() throws IOException {
    try (RawServer proxy = RawServer.creating((in, out) -> RawServer.created(out));
        FeignBankHub hub =
            hub("http://bank-hub.invalid")
                .proxy(URI.create("http://127.0.0.1:" + proxy.port()))
                .build()) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      assertThat(proxy.requests().get(1))
          .startsWith("POST http://bank-hub.invalid/v1/link-token/create HTTP/1.1");
    }
  }

  @Test
  void a_proxy_that_opens_no_tunnel_means_that_nothing_was_sent() throws IOException {
    String rejection = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
    try (RawServer proxy =
            RawServer.withoutToken((in, out) -> out.write(rejection.getBytes(UTF_8)));
        FeignBankHub hub =
            hub("https://bank-hub.invalid")
                .proxy(URI.create("http://127.0.0.1:" + proxy.port()))
                .build()) {
      UnavailableException failure =
          catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
      assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(proxy.requests()).allMatch(request -> !request.contains("Authorization"));
    }
  }
}
