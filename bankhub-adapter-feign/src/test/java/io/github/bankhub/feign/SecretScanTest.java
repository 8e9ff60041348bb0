package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Circuit;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Tokens;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret of a whole run shows anywhere that people or tools look. */
@Isolated("it hears what the whole process logs")
class SecretScanTest {

  private static final String CLIENT_SECRET = "cl1ent/s3cret+of=the-run";
  private static final String ACCESS_TOKEN = "0a1b2c3d4e5f6071829304a5b6c7d8e9f0a1b2c3";
  private static final String RENEWED_TOKEN = "ffeeddccbbaa99887766554433221100ffeeddcc";
  private static final String LINK_TOKEN = "0e9d8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b";
  private static final String KEY_OF_PAGE = "k3y/of+page";
  private static final String HOSTED_LINK = "https://pages.example/link/lt-1?k=" + KEY_OF_PAGE;
  private static final String ACCOUNT = "0011223344556";
  private static final String CONTENT = "Content-of-a-transaction";
  private static final String SEARCHED = "Nguyen-who-is-searched";

  private static final String FETCHED = token(ACCESS_TOKEN);
  private static final String RENEWED = token(RENEWED_TOKEN);
  private static final String CREATED =
      """
      {"xid": "lt-1", "hosted_link_url": "%s", "link_token": "%s", "account_number": "%s",
       "expires_at": "2026-01-31 10:30:00"}
      """
          .formatted(HOSTED_LINK, LINK_TOKEN, ACCOUNT);

  /** What each error response returns: the request, and text that was not asked for. */
  private static final String ECHO =
      """
      {"message": "refused: {authorization} for account 0011223344556", "account_number": "%s",
       "asked": "{query}", "messages": {"q": "nothing found for {query}"},
       "errors": {"purpose": "{authorization}", "{authorization}": "is wrong"},
       "link_token": "%s", "hosted_link_url": "%s", "access_token": "%s", "client_secret": "%s"}
      """
          .formatted(ACCOUNT, LINK_TOKEN, HOSTED_LINK, RENEWED_TOKEN, CLIENT_SECRET);

  private static final String PAGE =
      "<html>Cloudflare Ray ID: <b>8f1a2b3c4d5e6f70</b> Your IP: 203.0.113.7"
          + "<pre>Authorization: {authorization}</pre></html>";

  private final Run run = new Run();

  private static String token(String token) {
    return "{\"code\": 201, \"access_token\": \"" + token + "\", \"ttl\": 60000}";
  }

  @Test
  void LT_24_no_secret_is_shown_whatever_happens() {
    run.knows("client secret", CLIENT_SECRET);
    run.knows(
        "basic pair",
        Base64.getEncoder().encodeToString(("BH-SB-1:" + CLIENT_SECRET).getBytes(UTF_8)));
    run.knows("access token", ACCESS_TOKEN);
    run.knows("renewed access token", RENEWED_TOKEN);
    run.knows("link token", LINK_TOKEN);
    run.knows("hosted link", HOSTED_LINK);
    run.knows("key of the hosted page", KEY_OF_PAGE);
    run.knows("account number", ACCOUNT);
    run.knows("text that is searched", SEARCHED);
    run.knows("content of a transaction", CONTENT);
    run.logged(
        () -> {
          whatSucceeds();
          whatFails();
          whatFailsForWantOfToken();
          whatOthersBreak();
          theOfflineHub();
        });
    assertThat(run.scan.leaks()).isEmpty();
    assertThatAllWasSeen();
  }

  private void assertThatAllWasSeen() {
    assertThat(run.scan.places())
        .containsExactlyInAnyOrder(
            "the log",
            "an exception",
            "the meters",
            "thread names",
            "what is printed",
            "what the listener is given",
            "Jackson",
            "Jackson by fields",
            "Gson",
            "Java serialization");
    for (Class<?> leaf : BankHubException.class.getPermittedSubclasses()) {
      assertThat(run.scan.hasRead("an exception", leaf.getSimpleName())).as("%s", leaf).isTrue();
    }
    for (String logger : List.of("org.apache.hc.client5", FeignBankHub.class.getName())) {
      assertThat(run.scan.hasRead("the log", logger)).as(logger).isTrue();
    }
    assertThat(run.scan.hasRead("the log", "POST /v1/link-token/create")).isTrue();
    assertThat(run.scan.hasRead("the log", "GET /v1/bank-account")).isTrue();
    assertThat(run.scan.hasRead("the meters", "bankhub.calls")).isTrue();
    assertThat(run.scan.hasRead("thread names", "bankhub-deadline")).isTrue();
  }

  private void whatSucceeds() {
    run.over(server -> server.on(TOKEN, 201, FETCHED).on(CREATE, 201, CREATED));
    run.over(
        server ->
            server
                .on(TOKEN, 201, FETCHED)
                .on(TOKEN, 201, RENEWED)
                .on(CREATE, 401, ECHO)
                .on(CREATE, 201, CREATED));
    run.over(
        server ->
            server
                .on(TOKEN, 503, ECHO)
                .on(TOKEN, 201, FETCHED)
                .on(CREATE, 429, ECHO)
                .on(CREATE, 201, CREATED));
  }

  private void whatFails() {
    for (int status : new int[] {302, 400, 401, 403, 404, 408, 422, 429, 500, 503}) {
      run.over(server -> server.on(TOKEN, 201, FETCHED).on(CREATE, status, ECHO));
    }
    String notFound = "{\"messages\": {\"company_xid\": \"{authorization} is unknown\"}}";
    run.over(server -> server.on(TOKEN, 201, FETCHED).on(CREATE, 400, notFound));
    for (int status : new int[] {200, 403, 404}) {
      run.over(server -> server.on(TOKEN, 201, FETCHED).on(CREATE, status, PAGE));
    }
    String lost = "{\"token\": \"" + LINK_TOKEN + "\", \"page\": \"" + HOSTED_LINK + "\"}";
    for (String unreadable : List.of(lost, "[" + CREATED, CREATED.replace("xid", "id"), FETCHED)) {
      run.over(server -> server.on(TOKEN, 201, FETCHED).on(CREATE, 201, unreadable));
    }
  }

  private void whatFailsForWantOfToken() {
    for (int status : new int[] {400, 401, 403, 404, 429, 500}) {
      run.over(server -> server.on(TOKEN, status, ECHO));
    }
    String unnamed = "{\"token\": \"" + ACCESS_TOKEN + "\"}";
    for (String body : List.of(PAGE, unnamed, FETCHED.substring(0, 60), "\"" + ACCESS_TOKEN)) {
      run.over(server -> server.on(TOKEN, 201, body));
    }
    run.over(server -> server.on(TOKEN, 201, FETCHED).on(TOKEN, 401, ECHO).on(CREATE, 401, ECHO));
  }

  private void whatOthersBreak() {
    try (Echo server = new Echo()) {
      server.on(TOKEN, 201, FETCHED).on(CREATE, 201, CREATED);
      run.create(run.builder(server.settings()).accessTokenStore(new LeakyStore()).build());
      run.create(run.builder(server.settings()).listener(new LeakyListener()).build());
      run.create(
          run.builder(server.settings())
              .headers(
                  () -> {
                    throw new IllegalStateException(ACCESS_TOKEN);
                  })
              .build());
      run.create(
          run.builder(server.settings())
              .headers(() -> Map.of("x-odd", ACCESS_TOKEN + "\r\n", CLIENT_SECRET + ":", "x"))
              .build());
    }
    try (Echo server = new Echo()) {
      server.on(TOKEN, 201, FETCHED).on(CREATE, 500, ECHO);
      Circuit fast = new Circuit(50, 2, 2, Duration.ofMinutes(1), 1);
      FeignBankHub hub = run.builder(server.settings().withCircuit(fast)).build();
      for (int call = 0; call < 4; call++) {
        run.create(hub);
      }
    }
  }

  private void theOfflineHub() {
    InMemoryBankHub service = InMemoryBankHub.create();
    ClientCredentials credentials = service.control().credentials();
    CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub hub =
            run.builder(SocketSettings.of(server.environment(), credentials)).build()) {
      LinkToken created = hub.linkTokens().create(LinkTokenRequest.link(company));
      run.prints(created);
      run.knows("client secret of the offline hub", credentials.clientSecret().reveal());
      run.knows("access token of the offline hub", hub.accessToken().reveal());
      run.knows("link token of the offline hub", created.secret().reveal());
      service.control().expireAccessTokens();
      run.create(hub);
      run.knows("next access token of the offline hub", hub.accessToken().reveal());
    }
  }

  /** One leak through each way out: a scan that finds nothing must be able to find something. */
  enum Leak {
    LOG("the log") {
      @Override
      void through(Run run) {
        Logger.getLogger("org.apache.hc.client5.http.wire").log(Level.FINEST, "<< {0}", LINK_TOKEN);
      }
    },
    EXCEPTION("an exception") {
      @Override
      void through(Run run) {
        CallDetails call = CallDetails.notSent(Operation.CREATE_LINK_TOKEN);
        run.fails(new UnavailableException(call, Reason.CONNECT, LINK_TOKEN));
      }
    },
    EXCERPT("an exception") {
      @Override
      void through(Run run) {
        CallDetails call = CallDetails.unknown(Operation.CREATE_LINK_TOKEN).withExcerpt(LINK_TOKEN);
        run.fails(new UnavailableException(call, Reason.RESET, "reset"));
      }
    },
    CAUSE("an exception") {
      @Override
      void through(Run run) {
        CallDetails call = CallDetails.unknown(Operation.CREATE_LINK_TOKEN);
        BankHubException failure = new UnavailableException(call, Reason.RESET, "reset");
        failure.addSuppressed(new IOException(LINK_TOKEN));
        run.fails(failure);
      }
    },
    METER("the meters") {
      @Override
      void through(Run run) {
        run.registry.counter("bankhub.leak", "url", "/link/" + LINK_TOKEN).increment();
        run.readMeters();
      }
    },
    THREAD("thread names") {
      @Override
      void through(Run run) {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        thread.setName("create " + LINK_TOKEN);
        run.readThreads();
        thread.setName(name);
      }
    },
    PRINTED("what is printed") {
      @Override
      void through(Run run) {
        run.prints(List.of(LINK_TOKEN));
      }
    },
    LISTENER("what the listener is given") {
      @Override
      void through(Run run) {
        run.listener().circuitChanged("CLOSED", LINK_TOKEN);
      }
    };

    private final String place;

    Leak(String place) {
      this.place = place;
    }

    abstract void through(Run run);
  }

  @ParameterizedTest
  @EnumSource
  void a_leak_is_named_without_its_secret(Leak leak) {
    run.knows("link token", LINK_TOKEN);
    run.logged(() -> leak.through(run));
    assertThat(run.scan.leaks()).containsExactly("link token in " + leak.place);
  }

  @ParameterizedTest
  @EnumSource
  void a_leak_to_a_library_is_named(Serializers serializer) {
    run.knows("link token", LINK_TOKEN);
    run.scan.read(serializer.toString(), serializer.write(List.of(LINK_TOKEN)));
    assertThat(run.scan.leaks()).containsExactly("link token in " + serializer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cl1ent/s3cret+of=the-run",
        "cl1ent\\/s3cret+of=the-run",
        "cl1ent%2Fs3cret%2Bof%3Dthe-run",
        "Y2wxZW50L3MzY3JldCtvZj10aGUtcnVu",
      })
  void a_leak_is_found_in_every_form(String form) {
    run.knows("client secret", CLIENT_SECRET);
    run.prints("before " + form + " after");
    assertThat(run.scan.leaks()).hasSize(1).allMatch(leak -> leak.startsWith("client secret"));
  }

  /** One run: everything that it lets out goes to the scan. */
  private static final class Run {

    private static final LinkTokenRequest REQUEST =
        LinkTokenRequest.unlink(new CompanyXid("company-1"), new BankAccountXid("account-1"))
            .redirectTo("https://yourapp.example/done")
            .withUncheckedField("note", "of an account: " + ACCOUNT);
    private static final BankAccountQuery SEARCH = BankAccountQuery.ALL.matching(SEARCHED);

    private static final SimulatedTransaction SIMULATED =
        SimulatedTransaction.credit(new BankAccountXid("account-1"), BigDecimal.TEN, CONTENT);

    private final SecretScan scan = new SecretScan();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final BankHubMeters meters = BankHubMeters.of(registry);

    void knows(String kind, String secret) {
      scan.secret(kind, secret);
    }

    void logged(Runnable action) {
      EverythingLogged.during(
          action,
          text -> {
            // The server of these tests, which logs what it is sent.
            if (!text.startsWith("com.sun.net.httpserver ")) {
              scan.read("the log", text);
            }
          });
    }

    void over(Consumer<Echo> script) {
      try (Echo server = new Echo()) {
        script.accept(server);
        create(builder(server.settings()).build());
      }
    }

    FeignBankHub.Builder builder(BankHubSettings settings) {
      writes(settings);
      writes(settings.credentials());
      writes(settings.credentials().clientSecret());
      FeignBankHub.Builder builder =
          FeignBankHub.builder(settings)
              .listener(listener())
              .headers(
                  () -> {
                    readThreads();
                    return Map.of("traceparent", "00-1-2-01");
                  });
      prints(builder);
      return builder;
    }

    void create(FeignBankHub hub) {
      prints(hub);
      prints(hub.linkTokens());
      writes(REQUEST);
      writes(SEARCH);
      try {
        LinkToken token = hub.linkTokens().create(REQUEST);
        writes(token);
        writes(token.secret());
        writes(token.hostedLink());
        AccessToken access = hub.accessToken();
        writes(access);
      } catch (BankHubException e) {
        fails(e);
        scan.read(Serializers.JAVA.toString(), Serializers.JAVA.write(e));
      }
      call(() -> writes(hub.bankAccounts().list(SEARCH)));
      writes(SIMULATED);
      call(() -> writes(hub.transactions().create(SIMULATED)));
      call(() -> writes(hub.transactions().list(TransactionQuery.ALL.matching(SEARCHED))));
      call(() -> writes(hub.linkTokens().get(new LinkTokenSecret(LINK_TOKEN))));
      call(() -> hub.linkTokens().revoke(new LinkTokenXid("lt-1")));
      readMeters();
    }

    private void call(Runnable one) {
      try {
        one.run();
      } catch (BankHubException e) {
        fails(e);
        scan.read(Serializers.JAVA.toString(), Serializers.JAVA.write(e));
      }
    }

    CallListener listener() {
      return new CallListener() {
        @Override
        public void attempted(Operation operation, int attempt, int httpStatus, Duration elapsed) {
          readThreads();
          given(operation, attempt, httpStatus, elapsed);
          meters.attempted(operation, attempt, httpStatus, elapsed);
        }

        @Override
        public void completed(CallRecord call) {
          given(call, call.ids(), call.rayId());
          call.failure().ifPresent(failure -> given(failure, textOf(failure)));
          meters.completed(call);
        }

        @Override
        public void circuitChanged(String from, String to) {
          given(from, to);
          meters.circuitChanged(from, to);
        }
      };
    }

    private void given(Object... facts) {
      scan.read("what the listener is given", List.of(facts));
    }

    void prints(Object value) {
      scan.read("what is printed", value);
    }

    /** Prints a value, and lets each library write it. */
    void writes(Object value) {
      prints(value);
      for (Serializers serializer : Serializers.values()) {
        scan.read(serializer.toString(), serializer.write(value));
      }
    }

    void readThreads() {
      Set<String> names = new TreeSet<>();
      Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
      scan.read("thread names", names);
    }

    void readMeters() {
      for (Meter meter : registry.getMeters()) {
        scan.read("the meters", meter.getId() + " " + meter.getId().getDescription());
      }
    }

    void fails(BankHubException failure) {
      scan.read("an exception", textOf(failure));
    }

    /** The trace with all causes, and the result of each of its methods. */
    private static String textOf(BankHubException failure) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      return text + resultsOf(failure) + resultsOf(failure.call());
    }

    private static String resultsOf(Object asked) {
      StringBuilder results = new StringBuilder();
      for (Method method : asked.getClass().getMethods()) {
        boolean ours = method.getDeclaringClass().getName().startsWith("io.github.bankhub");
        boolean isAccessor =
            method.getParameterCount() == 0 && !method.isAnnotationPresent(Deprecated.class);
        if (ours && isAccessor) {
          try {
            results.append(method.getName()).append(' ').append(method.invoke(asked)).append('\n');
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        }
      }
      return results.toString();
    }
  }

  /** A server with scripted responses. It repeats the last one, and sends received secrets back. */
  private static final class Echo implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<String>> script =
        Map.of(TOKEN, new ArrayDeque<>(), CREATE, new ArrayDeque<>());

    Echo() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext("/", this::respond);
      server.start();
    }

    Echo on(String path, int status, String body) {
      script.get(path).add(status + body);
      return this;
    }

    BankHubSettings settings() {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      return SocketSettings.of(
              BankHubEnvironment.custom(address), ClientCredentials.of("BH-SB-1", CLIENT_SECRET))
          .withRetries(new Retries(3, Duration.ofMillis(1), Duration.ofMillis(1)))
          .withTokens(new Tokens(Duration.ZERO, Duration.ZERO));
    }

    private void respond(HttpExchange exchange) throws IOException {
      try (exchange) {
        exchange.getRequestBody().readAllBytes();
        URI uri = exchange.getRequestURI();
        Deque<String> steps = script.getOrDefault(uri.getPath(), script.get(CREATE));
        String step = steps.size() > 1 ? steps.remove() : steps.element();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String query = String.valueOf(uri.getQuery());
        byte[] body =
            step.substring(3)
                .replace("{authorization}", authorization)
                .replace("{query}", query)
                .getBytes(UTF_8);
        for (String name : List.of("CF-RAY", "Location", "Set-Cookie", "X-Trace", "Warning")) {
          exchange.getResponseHeaders().set(name, authorization);
        }
        exchange.sendResponseHeaders(Integer.parseInt(step.substring(0, 3)), body.length);
        exchange.getResponseBody().write(body);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** A store that fails with the token in its message. */
  private static final class LeakyStore implements AccessTokenStore {
    @Override
    public Optional<AccessToken> find(Key key) {
      throw new IllegalStateException("no row for " + key + " " + CLIENT_SECRET);
    }

    @Override
    public void save(Key key, AccessToken token) {
      throw new IllegalStateException("cannot insert " + token.reveal());
    }

    @Override
    public void remove(Key key, AccessToken token) {
      throw new IllegalStateException("cannot delete " + token.reveal());
    }
  }

  /** A listener that fails with whatever it knows. */
  private static final class LeakyListener implements CallListener {
    @Override
    public void attempted(Operation operation, int attempt, int httpStatus, Duration elapsed) {
      throw new IllegalStateException(ACCESS_TOKEN);
    }

    @Override
    public void completed(CallRecord call) {
      throw new IllegalStateException(LINK_TOKEN);
    }
  }
}
