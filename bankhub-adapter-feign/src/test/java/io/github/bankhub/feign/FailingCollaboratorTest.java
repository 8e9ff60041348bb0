package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.bankhub.feign.settings.Connections;
import io.github.bankhub.feign.settings.Limits;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of the application that throws when the hub calls it, before the first byte is sent. */
@Timeout(60)
class FailingCollaboratorTest {

  /** What code may throw, whatever it declares. */
  enum Thrown {
    RUNTIME_EXCEPTION(() -> new IllegalStateException("s3cret")),
    FIELD(() -> new InvalidFieldException("field", "s3cret", "another")),
    CHECKED_EXCEPTION(() -> new TimeoutException("s3cret")),
    IO_EXCEPTION(() -> new IOException("s3cret")),
    MISSING_CLASS(() -> new NoClassDefFoundError("s3cret")),
    MISSING_NATIVE(() -> new UnsatisfiedLinkError("s3cret")),
    SERVICE(() -> new ServiceConfigurationError("s3cret")),
    ASSERTION(() -> new AssertionError("s3cret"));

    @SuppressWarnings("ImmutableEnumChecker") // It has no state.
    private final Supplier<Throwable> factory;

    Thrown(Supplier<Throwable> factory) {
      this.factory = factory;
    }

    void raise() {
      FailingCollaboratorTest.<RuntimeException>sneak(factory.get());
    }
  }

  /** Some JVM languages throw checked exceptions that they do not declare. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static void failForLackOfMemory() {
    throw new OutOfMemoryError("test");
  }

  /** Code without which no request can be sent. */
  enum Needed {
    SSL_CONTEXT("https") {
      @Override
      FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code) {
        return builder.sslContext(new FailingContext(code));
      }
    },
    PROXY_SELECTOR("http") {
      @Override
      FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code) {
        return builder.proxySelector(new FailingSelector(code));
      }
    },
    CREDENTIALS("http") {
      @Override
      FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code) {
        return builder.credentials(
            () -> {
              code.run();
              return ScriptedClient.CREDENTIALS;
            });
      }
    },
    CLOCK("http") {
      @Override
      FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code) {
        return builder.clock(
            () -> {
              code.run();
              return Instant.EPOCH;
            });
      }
    };

    private final String scheme;

    Needed(String scheme) {
      this.scheme = scheme;
    }

    abstract FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code);
  }

  /** Code whose failure changes no call. */
  enum Ignored {
    TOKEN_STORE {
      @Override
      FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code) {
        return builder.accessTokenStore(new FailingStore(code));
      }
    },
    LISTENER {
      @Override
      FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code) {
        return builder.listener(new FailingListener(code));
      }
    },
    HEADERS {
      @Override
      FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code) {
        return builder.headers(
            () -> {
              code.run();
              return Map.of();
            });
      }
    };

    abstract FeignBankHub.Builder into(FeignBankHub.Builder builder, Runnable code);
  }

  static Stream<Arguments> needed() {
    return Stream.of(Needed.values())
        .flatMap(code -> Stream.of(Thrown.values()).map(thrown -> Arguments.of(code, thrown)))
        // It looks like an exception of the network.
        .filter(pair -> pair.get()[1] != Thrown.IO_EXCEPTION || !isOfNetwork(pair.get()[0]));
  }

  private static boolean isOfNetwork(Object code) {
    return code == Needed.SSL_CONTEXT || code == Needed.PROXY_SELECTOR;
  }

  static Stream<Arguments> ignored() {
    return Stream.of(Ignored.values())
        .flatMap(code -> Stream.of(Thrown.values()).map(thrown -> Arguments.of(code, thrown)));
  }

  private static RawServer server() throws IOException {
    return RawServer.creating((in, out) -> RawServer.created(out));
  }

  private static FeignBankHub.Builder hub(String scheme, RawServer server) {
    URI uri = URI.create(scheme + "://localhost:" + server.port());
    return FeignBankHub.builder(
        SocketSettings.of(BankHubEnvironment.custom(uri), CREDENTIALS)
            .withConnections(
                new Connections(1, Duration.ofSeconds(30), Duration.ofMinutes(5), 1024))
            .withLimits(new Limits(1, 0, Duration.ofSeconds(1))));
  }

  @ParameterizedTest
  @MethodSource("needed")
  void FR_01_needed_code_that_throws_fails_the_call_with_a_failure_of_the_vocabulary(
      Needed code, Thrown thrown) throws IOException {
    try (RawServer server = server();
        FeignBankHub hub = code.into(hub(code.scheme, server), thrown::raise).build()) {
      for (int call = 1; call <= 3; call++) {
        UnavailableException failure =
            catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
        assertThat(failure)
            .hasMessageContaining(thrown.factory.get().getClass().getSimpleName() + " at io.github")
            .hasMessageNotContaining("s3cret")
            .hasNoCause()
            .returns(Reason.INTERNAL, UnavailableException::reason)
            .returns(RequestOutcome.NOT_SENT, BankHubException::requestOutcome)
            .returns(false, UnavailableException::isTransient);
        assertThat(failure.call().attempts()).isLessThanOrEqualTo(1);
      }
      assertThat(server.creations()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("ignored")
  void FR_01_ignored_code_that_throws_changes_no_call(Ignored code, Thrown thrown)
      throws IOException {
    try (RawServer server = server();
        FeignBankHub hub = code.into(hub("http", server), thrown::raise).build()) {
      for (int call = 1; call <= 3; call++) {
        assertThat(hub.linkTokens().create(LINK)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SSL_CONTEXT", "PROXY_SELECTOR"})
  void FR_01_an_IOException_of_needed_code_is_a_failure_to_connect(Needed code) throws IOException {
    try (RawServer server = server();
        FeignBankHub hub =
            code.into(hub(code.scheme, server), Thrown.IO_EXCEPTION::raise).build()) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hub.linkTokens().create(LINK))
          .returns(Reason.CONNECT, UnavailableException::reason)
          .returns(RequestOutcome.NOT_SENT, BankHubException::requestOutcome);
    }
  }

  /** Nothing can be done about it here. But it must take no permit with it. */
  @ParameterizedTest
  @EnumSource
  void an_error_of_the_JVM_leaves_the_call_as_it_is(Needed code) throws IOException {
    try (RawServer server = server();
        FeignBankHub hub =
            code.into(hub(code.scheme, server), FailingCollaboratorTest::failForLackOfMemory)
                .build()) {
      for (int call = 1; call <= 3; call++) {
        assertThatExceptionOfType(OutOfMemoryError.class)
            .isThrownBy(() -> hub.linkTokens().create(LINK))
            .withMessage("test");
      }
    }
  }

  @Test
  void a_selector_that_throws_is_no_closed_hub() throws IOException {
    try (RawServer server = server();
        FeignBankHub hub =
            hub("http", server)
                .proxySelector(new FailingSelector(Thrown.RUNTIME_EXCEPTION::raise))
                .build()) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hub.linkTokens().create(LINK))
          .returns(Reason.INTERNAL, UnavailableException::reason);
    }
  }

  @Test
  void a_selector_that_returns_null_is_named() throws IOException {
    try (RawServer server = server();
        FeignBankHub hub =
            hub("http", server).proxySelector(new FailingSelector(() -> {})).build()) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hub.linkTokens().create(LINK))
          .returns(Reason.INTERNAL, UnavailableException::reason);
    }
  }

  private static final class FailingSelector extends ProxySelector {

    private final Runnable code;

    FailingSelector(Runnable code) {
      this.code = code;
    }

    @Override
    public List<Proxy> select(URI uri) {
      code.run();
      return null;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }

  private record FailingStore(Runnable code) implements AccessTokenStore {

    @Override
    public Optional<AccessToken> find(Key key) {
      code.run();
      return Optional.empty();
    }

    @Override
    public void save(Key key, AccessToken token) {
      code.run();
    }

    @Override
    public void remove(Key key, AccessToken token) {
      code.run();
    }

    @Override
    public Optional<Lease> tryRenew(Key key, Duration lease) {
      return Optional.of(code::run);
    }
  }

  private record FailingListener(Runnable code) implements CallListener {

    @Override
    public void attempted(Operation operation, int attempt, int httpStatus, Duration elapsed) {
      code.run();
    }

    @Override
    public void completed(CallRecord call) {
      code.run();
    }

    @Override
    public void circuitChanged(String from, String to) {
      code.run();
    }
  }

  private static final class FailingContext extends SSLContext {

    FailingContext(Runnable code) {
      super(new FailingSpi(code), null, "TLS");
    }
  }

  private static final class FailingSpi extends SSLContextSpi {

    private final Runnable code;

    FailingSpi(Runnable code) {
      this.code = code;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {}

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      code.run();
      throw new AssertionError("not reached");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      throw new UnsupportedOperationException();
    }
  }
}
