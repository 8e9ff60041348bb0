package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.CuttingProxy.Ending;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The response to a create, cut after any number of bytes. {@code mvn -Pfuzz} cuts it after each
 * byte.
 */
@Timeout(1200)
class CutResponseTest {

  private static final int STEP = Integer.getInteger("bankhub.cut.step", 53);
  private static final Duration A_MILLI = Duration.ofMillis(1);

  @TempDir private static Path directory;
  private static SSLContext tls;

  /** The connection that carries the create, and how it ends. */
  private record Cut(boolean secure, boolean pooled, Ending ending) {

    @Override
    public String toString() {
      return (pooled ? "pooled " : "new ") + (secure ? "TLS " : "plain ") + ending;
    }
  }

  @BeforeAll
  static void make_a_certificate() throws Exception {
    tls = TlsContexts.of(directory, "cut", "dns:localhost");
  }

  static Stream<Cut> cuts() {
    return Stream.of(Ending.values())
        .flatMap(
            ending ->
                Stream.of(
                    new Cut(false, false, ending),
                    new Cut(false, true, ending),
                    new Cut(true, false, ending),
                    new Cut(true, true, ending)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cuts")
  void FR_07_a_cut_response_is_unknown_and_create_is_sent_once(Cut cut) throws Exception {
    SSLContext context = cut.secure ? tls : null;
    InMemoryBankHub service = InMemoryBankHub.create();
    service.control().historySize(1_000_000);
    try (BankHubServer server = BankHubServer.start(service);
        CuttingProxy proxy = new CuttingProxy(server.baseUri().getPort(), context)) {
      Fixture fixture = new Fixture(service, proxy, context, AccessTokenStore.inMemory());
      fixture.requestToken();
      Trial whole = fixture.create(cut, Long.MAX_VALUE);
      whole.assertCreated();
      for (long bytes = 0; bytes < whole.passed; bytes += STEP) {
        fixture.create(cut, bytes).assertRight(cut);
      }
      System.out.printf("Cut: %s, each %d of %d bytes%n", cut, STEP, whole.passed);
    }
  }

  /** A service behind the proxy. */
  private record Fixture(
      InMemoryBankHub service,
      CuttingProxy proxy,
      @Nullable SSLContext context,
      AccessTokenStore tokens) {

    /** From now on, a hub without connections needs no token request. */
    void requestToken() {
      try (FeignBankHub hub = hub()) {
        hub.accessToken();
      }
    }

    Trial create(Cut cut, long bytes) {
      CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
      try (FeignBankHub hub = hub()) {
        if (cut.pooled) {
          hub.companies().list(CompanyQuery.ALL.withPerPage(1));
        }
        return create(hub, company, bytes, cut.ending);
      }
    }

    private Trial create(FeignBankHub hub, CompanyXid company, long bytes, Ending ending) {
      int before = service.control().journal().size();
      proxy.cutAfter(bytes, ending);
      LinkTokenXid returned = null;
      BankHubException failure = null;
      try {
        returned = hub.linkTokens().create(LinkTokenRequest.link(company)).xid();
      } catch (BankHubException e) {
        failure = e;
      }
      List<JournalEntry> journal = service.control().journal();
      return new Trial(
          bytes,
          proxy.passed(),
          proxy.hasCut(),
          journal.subList(before, journal.size()),
          returned,
          failure);
    }

    /**
     * A hub without connections. Without a TLS session too, so that each handshake is a full one.
     */
    private FeignBankHub hub() {
      ClientCredentials credentials = service.control().credentials();
      URI uri = URI.create((context == null ? "http" : "https") + "://localhost:" + proxy.port());
      FeignBankHub.Builder builder =
          FeignBankHub.builder(
                  SocketSettings.of(BankHubEnvironment.custom(uri), credentials)
                      .withRetries(new Retries(3, A_MILLI, A_MILLI)))
              .clock(service.control().clock())
              .accessTokenStore(tokens);
      if (context == null) {
        return builder.build();
      }
      SSLSessionContext sessions = context.getClientSessionContext();
      Collections.list(sessions.getIds()).stream()
          .map(sessions::getSession)
          .filter(Objects::nonNull)
          .forEach(SSLSession::invalidate);
      return builder.sslContext(context).build();
    }
  }

  /** What came of one create. */
  private record Trial(
      long offset,
      long passed,
      boolean wasCut,
      List<JournalEntry> journal,
      @Nullable LinkTokenXid returned,
      @Nullable BankHubException failure) {

    /** A cut handshake was not sent, so the client makes another connection. */
    void assertRight(Cut cut) {
      boolean mayBeNotSent = cut.secure && !cut.pooled;
      int least = mayBeNotSent ? 0 : 1;
      if (!wasCut || (mayBeNotSent && failure == null)) {
        assertCreated();
      } else {
        assertUnknown();
        assertThat(created()).as("created after %d bytes", offset).hasSizeBetween(least, 1);
      }
    }

    void assertCreated() {
      assertSentOnce();
      assertThat(failure).as("the failure after %d bytes", offset).isNull();
      assertThat(created()).as("created after %d bytes", offset).containsExactly(returned);
    }

    void assertUnknown() {
      assertSentOnce();
      assertThat(failure)
          .as("the failure after %d bytes", offset)
          .isNotNull()
          .returns(RequestOutcome.UNKNOWN, BankHubException::requestOutcome);
    }

    private void assertSentOnce() {
      assertThat(created()).as("created after %d bytes", offset).hasSizeLessThanOrEqualTo(1);
      assertThat(journal)
          .filteredOn(entry -> entry.operation() == Operation.CREATE_LINK_TOKEN)
          .as("creates sent after %d bytes", offset)
          .hasSizeLessThanOrEqualTo(1);
    }

    private List<LinkTokenXid> created() {
      return journal.stream().flatMap(entry -> entry.created().stream()).toList();
    }
  }
}
