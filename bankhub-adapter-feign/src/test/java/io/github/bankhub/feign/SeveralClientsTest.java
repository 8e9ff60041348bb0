package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static io.github.bankhub.feign.ScriptedClient.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Several clients over one hub, and a client whose secret changes. */
class SeveralClientsTest {

  private static final ClientCredentials OTHER =
      ClientCredentials.of("BH-SB-2", "s3cret-of-other-client");

  private static String basic(ClientCredentials client) {
    String pair = client.clientId() + ":" + client.clientSecret().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @Nested
  class At_the_offline_service {

    private final InMemoryBankHub service = InMemoryBankHub.create();
    private final ClientCredentials main = service.control().credentials();
    private final CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    private final NotingTokens tokens =
        new NotingTokens(
            new InProcessClient(
                BankHubHttpHandler.of(service, service.environment().baseUri()), service));

    private FeignBankHub hub(AccessTokenStore store) {
      service.control().addClient(OTHER);
      return FeignBankHub.builder(settings())
          .clock(service.control().clock())
          .accessTokenStore(store)
          .client(tokens)
          .build();
    }

    private void create(BankHub hub) {
      assertThat(hub.linkTokens().create(LinkTokenRequest.link(company))).isNotNull();
    }

    @Test
    void each_client_has_its_own_access_token() {
      FeignBankHub hub = hub(AccessTokenStore.inMemory());
      BankHub other = hub.withCredentials(OTHER);

      create(hub);
      create(other);
      create(hub);
      create(other);

      assertThat(tokens.requests).containsExactly(basic(main), basic(OTHER));
      assertThat(tokens.used).containsExactly(basic(main), basic(OTHER), basic(main), basic(OTHER));
      assertThat(hub.accessToken()).isNotEqualTo(other.accessToken());
    }

    @Test
    void a_shared_store_keeps_the_tokens_apart() {
      AccessTokenStore store = AccessTokenStore.inMemory();
      create(hub(store));
      BankHub other = hub(store).withCredentials(OTHER);

      create(other);
      create(hub(store));
      create(hub(store).withCredentials(OTHER));

      assertThat(tokens.requests).containsExactly(basic(main), basic(OTHER));
      assertThat(tokens.used).containsExactly(basic(main), basic(OTHER), basic(main), basic(OTHER));
    }

    @Test
    void many_threads_never_mix_the_tokens_up() {
      FeignBankHub hub = hub(AccessTokenStore.inMemory());
      BankHub other = hub.withCredentials(OTHER);
      AccessToken mine = hub.accessToken();
      AccessToken theirs = other.accessToken();

      IntStream.range(0, 40)
          .parallel()
          .forEach(
              call -> {
                BankHub caller = call % 2 == 0 ? hub : other;
                create(caller);
                assertThat(caller.accessToken()).isEqualTo(call % 2 == 0 ? mine : theirs);
              });

      assertThat(tokens.used).filteredOn(basic(main)::equals).hasSize(20);
      assertThat(tokens.used).filteredOn(basic(OTHER)::equals).hasSize(20);
    }

    @Test
    void the_id_of_a_client_with_a_wrong_secret_does_not_give_its_token() {
      FeignBankHub hub = FeignBankHub.builder(settings()).client(tokens).build();
      create(hub);
      BankHub stranger = hub.withCredentials(ClientCredentials.of(main.clientId(), "wrong"));

      assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> create(stranger));

      create(hub);
      assertThat(tokens.used).containsExactly(basic(main), basic(main));
    }

    private BankHubSettings settings() {
      return SocketSettings.of(service.environment(), main);
    }

    @Test
    void a_client_with_a_wrong_secret_fails_alone() {
      FeignBankHub hub = hub(AccessTokenStore.inMemory());
      BankHub wrong = hub.withCredentials(ClientCredentials.of("BH-SB-3", "wrong"));

      assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> create(wrong));

      create(hub);
      assertThat(tokens.used).containsExactly(basic(main));
    }
  }

  /** Notes which client each request belongs to, by its access token. */
  private static final class NotingTokens implements Client {

    private final Client service;
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    /** The clients that requested an access token. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** The owners of the access tokens of the other requests. */
    final List<String> used = new CopyOnWriteArrayList<>();

    NotingTokens(Client service) {
      this.service = service;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
      String authorization = header(request, "Authorization");
      if (!request.url().endsWith(TOKEN)) {
        used.add(owners.get(authorization));
        return service.execute(request, options);
      }
      requests.add(authorization);
      Response response = service.execute(request, options);
      String body = new String(response.body().asInputStream().readAllBytes(), UTF_8);
      String token = body.replaceAll("(?s).*\"access_token\":\\s*\"([^\"]*)\".*", "$1");
      owners.put("Bearer " + token, authorization);
      return response.toBuilder().body(body, UTF_8).build();
    }
  }

  @Nested
  class Over_HTTP {

    private static BankHubSettings settings(RawServer server) {
      URI uri = URI.create("http://localhost:" + server.port());
      return SocketSettings.of(BankHubEnvironment.custom(uri), CREDENTIALS);
    }

    /** The server records one request for each connection. */
    @Test
    void the_clients_share_the_connections() throws IOException {
      try (RawServer server = RawServer.withoutToken(Over_HTTP::serveAll);
          FeignBankHub hub = FeignBankHub.connect(settings(server))) {
        hub.linkTokens().create(LINK);
        hub.withCredentials(OTHER).linkTokens().create(LINK);

        assertThat(server.requests()).hasSize(1);
      }
    }

    /** The first request, which is for a token, has been read. */
    private static void serveAll(InputStream in, OutputStream out) throws IOException {
      byte[] bytes = new byte[8192];
      String request = TOKEN;
      while (!request.isEmpty()) {
        String body = request.contains(TOKEN) ? RawServer.TOKEN : CREATED;
        int length = body.getBytes(UTF_8).length;
        String head = "HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n".formatted(length);
        out.write((head + body).getBytes(UTF_8));
        request = new String(bytes, 0, Math.max(0, in.read(bytes)), UTF_8);
      }
    }

    @Test
    void closing_the_hub_closes_it_for_every_client() throws IOException {
      try (RawServer server = RawServer.creating((in, out) -> RawServer.created(out))) {
        FeignBankHub hub = FeignBankHub.connect(settings(server));
        BankHub other = hub.withCredentials(OTHER);

        hub.close();

        assertThatExceptionOfType(UnavailableException.class)
            .isThrownBy(() -> other.linkTokens().create(LINK))
            .returns(Reason.CLOSED, UnavailableException::reason);
      }
    }
  }

  @Nested
  class A_supplier_of_credentials {

    private final ScriptedClient client = new ScriptedClient().on(CREATE, 201, CREATED);
    private final AtomicReference<ClientCredentials> current = new AtomicReference<>(CREDENTIALS);

    private void expireToken() {
      client.clock().advance(Duration.ofDays(1));
    }

    @Test
    void is_read_before_each_request_for_an_access_token() {
      FeignBankHub hub = client.builder().credentials(current::get).build();
      hub.linkTokens().create(LINK);
      ClientCredentials changed = ClientCredentials.of(CREDENTIALS.clientId(), "s3cret-2");
      current.set(changed);
      hub.linkTokens().create(LINK);
      assertThat(client.sent(TOKEN)).hasSize(1);

      expireToken();
      hub.linkTokens().create(LINK);

      assertThat(client.sent(TOKEN))
          .extracting(request -> header(request, "Authorization"))
          .containsExactly(basic(CREDENTIALS), basic(changed));
    }

    @Test
    void serves_a_view_too() {
      current.set(OTHER);
      BankHub view = client.hub().withCredentials(current::get);

      view.linkTokens().create(LINK);

      assertThat(header(client.sent(TOKEN).get(0), "Authorization")).isEqualTo(basic(OTHER));
    }

    @Test
    void must_not_change_the_client() {
      FeignBankHub hub = client.builder().credentials(current::get).build();
      current.set(OTHER);

      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hub.linkTokens().create(LINK))
          .withMessageContaining("the supplier of credentials changed the client id")
          .returns(Reason.INTERNAL, UnavailableException::reason)
          .returns(RequestOutcome.NOT_SENT, UnavailableException::requestOutcome);
      assertThat(client.sent("")).isEmpty();
    }

    @Test
    void is_required_for_a_view() {
      FeignBankHub hub = client.hub();

      assertThatExceptionOfType(InvalidFieldException.class)
          .isThrownBy(() -> hub.withCredentials((ClientCredentials) null))
          .withMessageStartingWith("credentials ");
      assertThatExceptionOfType(InvalidFieldException.class)
          .isThrownBy(() -> hub.withCredentials((Supplier<ClientCredentials>) null))
          .withMessageStartingWith("credentials ");
    }
  }

  @Test
  void the_secrets_of_a_view_are_in_no_failure() {
    String echo = "%s %s".formatted(OTHER.clientSecret().reveal(), basic(OTHER));
    ScriptedClient client =
        new ScriptedClient().on(CREATE, 400, "{\"code\": 400, \"message\": \"" + echo + "\"}");
    BankHub view = client.hub().withCredentials(OTHER);

    InvalidRequestException failure =
        catchThrowableOfType(InvalidRequestException.class, () -> view.linkTokens().create(LINK));

    assertThat(failure.toString() + failure.call().excerpt())
        .contains("***")
        .doesNotContain(OTHER.clientSecret().reveal(), basic(OTHER).substring(6));
  }
}
