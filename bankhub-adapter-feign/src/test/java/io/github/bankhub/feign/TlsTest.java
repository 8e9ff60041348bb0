package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which servers a hub trusts. */
class TlsTest {

  @TempDir private static Path directory;
  private static SSLContext named;
  private static SSLContext otherName;

  @BeforeAll
  static void make_certificates() throws Exception {
    named = TlsContexts.of(directory, "named", "dns:localhost");
    otherName = TlsContexts.of(directory, "other", "dns:elsewhere.example");
  }

  private static RawServer secured(SSLContext context) throws IOException {
    return RawServer.over(socket(context), (in, out) -> RawServer.created(out));
  }

  private static ServerSocket socket(SSLContext context) throws IOException {
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static FeignBankHub.Builder hub(String uri) {
    return FeignBankHub.builder(
        SocketSettings.of(BankHubEnvironment.custom(URI.create(uri)), CREDENTIALS));
  }

  private static FeignBankHub.Builder hub(RawServer server) {
    return hub("https://localhost:" + server.port());
  }

  private static UnavailableException notSent(FeignBankHub.Builder builder, RawServer server) {
    try (FeignBankHub hub = builder.build()) {
      UnavailableException failure =
          catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(server.creations()).isZero();
      return failure;
    }
  }

  private static void assertNotTrusted(FeignBankHub.Builder builder, RawServer server) {
    CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    assertThat(notSent(builder.circuitBreakers(circuits), server))
        .hasMessageContaining("certificate of https://localhost:" + server.port())
        .returns(Reason.UNTRUSTED, UnavailableException::reason)
        .returns(false, UnavailableException::isTransient)
        .returns(1, failure -> failure.call().attempts());
    assertThat(circuits.getAllCircuitBreakers())
        .singleElement()
        .returns(0, circuit -> circuit.getMetrics().getNumberOfBufferedCalls());
  }

  @Test
  void FR_01_a_certificate_of_an_unknown_issuer_is_not_trusted() throws IOException {
    try (RawServer server = secured(named)) {
      assertNotTrusted(hub(server), server);
    }
  }

  @Test
  void FR_01_a_trust_store_without_certificates_trusts_none() throws Exception {
    KeyStore empty = KeyStore.getInstance(KeyStore.getDefaultType());
    empty.load(null, null);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(empty);
    SSLContext context = TlsContexts.trusting(managers.getTrustManagers()[0]);
    try (RawServer server = secured(named)) {
      assertNotTrusted(hub(server).sslContext(context), server);
    }
  }

  @Test
  void FR_01_an_invalid_parameter_of_the_key_exchange_says_nothing_about_the_certificate() {
    Exception cause = new InvalidAlgorithmParameterException("Prime size must be multiple of 64");
    SSLException failure = new SSLException("Unexpected error", new RuntimeException(cause));
    ScriptedClient client =
        new ScriptedClient()
            .failing(ScriptedClient.CREATE, Failures.notConnected(failure, "https://hub"));
    assertThat(client.failure(UnavailableException.class).reason()).isEqualTo(Reason.CONNECT);
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
      assertThat(notSent(hub(server), server))
          .returns(Reason.CONNECT, UnavailableException::reason)
          .returns(true, UnavailableException::isTransient)
          .returns(3, failure -> failure.call().attempts());
    }
  }

  /** Each kind of trust manager that accepts every certificate. Only some look at the host. */
  static Stream<TrustManager> trust_managers_that_accept_every_certificate() {
    return Stream.of(new TrustsAll(), new TrustsAllHosts());
  }

  @ParameterizedTest
  @MethodSource("trust_managers_that_accept_every_certificate")
  void a_certificate_of_another_host_is_not_trusted_whatever_the_trust_manager_accepts(
      TrustManager manager) throws Exception {
    try (RawServer server = secured(otherName)) {
      assertNotTrusted(hub(server).sslContext(TlsContexts.trusting(manager)), server);
    }
  }

  @ParameterizedTest
  @MethodSource("trust_managers_that_accept_every_certificate")
  void a_trust_manager_decides_about_the_issuer(TrustManager manager) throws Exception {
    try (RawServer server = secured(named);
        FeignBankHub hub = hub(server).sslContext(TlsContexts.trusting(manager)).build()) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
  }

  /** The JDK adds a check of the host to this kind of trust manager. */
  private static class TrustsAll implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** The JDK leaves the check of the host to this kind of trust manager. */
  private static final class TrustsAllHosts extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Nested
  class Platform {

    private String run(RawServer server, String... options) throws Exception {
      return SeparateJvm.run("https://localhost:" + server.port(), options);
    }

    private RawServer requiringCertificate() throws IOException {
      ServerSocket socket = socket(named);
      ((SSLServerSocket) socket).setNeedClientAuth(true);
      return RawServer.over(socket, (in, out) -> RawServer.created(out));
    }

    @Test
    void without_an_own_context_the_key_store_of_the_platform_is_used() throws Exception {
      try (RawServer server = requiringCertificate()) {
        Path store = directory.resolve("named.p12");
        assertThat(
                run(
                    server,
                    "-Djavax.net.ssl.trustStore=" + store,
                    "-Djavax.net.ssl.trustStorePassword=" + TlsContexts.PASSWORD,
                    "-Djavax.net.ssl.keyStore=" + store,
                    "-Djavax.net.ssl.keyStorePassword=" + TlsContexts.PASSWORD))
            .isEqualTo("lt-1");
      }
    }

    @Test
    void without_an_own_context_the_default_context_of_the_JVM_is_used() throws Exception {
      try (RawServer server = requiringCertificate()) {
        assertThat(run(server, "-Dtest.default=" + directory.resolve("named.p12")))
            .isEqualTo("lt-1");
      }
    }

    @Test
    void a_platform_without_a_context_is_named_when_the_hub_is_built() throws Exception {
      try (RawServer server = secured(named)) {
        assertThat(run(server, "-Djavax.net.ssl.keyStore=" + directory.resolve("missing.p12")))
            .startsWith("InvalidFieldException: sslContext ");
      }
    }
  }
}
