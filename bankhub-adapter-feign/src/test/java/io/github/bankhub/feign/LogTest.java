package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.github.bankhub.feign.store.KeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it hears what the whole process logs")
class LogTest {

  private final ScriptedClient client = new ScriptedClient().on(CREATE, 201, CREATED);

  private static List<String> loggedBy(Runnable action) {
    List<String> lines = new CopyOnWriteArrayList<>();
    EverythingLogged.during(
        action,
        line -> {
          if (line.startsWith(FeignBankHub.class.getName() + ' ')) {
            lines.add(line);
          }
        });
    return lines;
  }

  @Test
  void is_notified_of_a_circuit_once_even_if_hubs_share_it() {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    for (int i = 0; i < 5; i++) {
      client.builder().circuitBreakers(registry).build();
    }
    assertThat(
            loggedBy(
                () -> registry.getAllCircuitBreakers().forEach(c -> c.transitionToOpenState())))
        .singleElement()
        .asString()
        .contains("bankhub-bankhub-api-sandbox.sepay.vn went from CLOSED to OPEN");
  }

  @Test
  void names_a_header_that_is_left_out_once_for_each_hub_and_never_its_value() {
    Map<String, String> headers =
        Map.of("Cookie", "hidden-1", "x-vn", "hidden-ấ", "hidden\n", "hidden-2", "x-good", "fine");
    List<String> logged =
        loggedBy(
            () -> {
              FeignBankHub hub = client.builder().headers(() -> headers).build();
              hub.linkTokens().create(LINK);
              hub.linkTokens().create(LINK);
            });
    assertThat(logged.stream().filter(line -> line.contains("header")))
        .hasSize(3)
        .anyMatch(line -> line.contains("\"Cookie\""))
        .anyMatch(line -> line.contains("\"x-vn\""))
        .anyMatch(line -> line.contains("\"?\""))
        .noneMatch(line -> line.contains("hidden"));
  }

  @Test
  void names_what_the_store_of_access_tokens_threw_and_its_cause_without_their_messages() {
    KeyValueStore withoutTable =
        JdbcKeyValueStore.of(
            (DataSource)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> {
                      throw new SQLSyntaxErrorException("hidden");
                    }));
    FeignBankHub hub =
        client.builder().accessTokenStore(SharedStores.over(withoutTable).accessTokens()).build();

    assertThat(loggedBy(() -> hub.linkTokens().create(LINK)))
        .filteredOn(line -> line.contains("The access token store failed"))
        .isNotEmpty()
        .allMatch(
            line ->
                line.contains(
                    "(java.lang.IllegalStateException,"
                        + " caused by java.sql.SQLSyntaxErrorException)"))
        .noneMatch(line -> line.contains("hidden"));
  }

  @Test
  void shows_the_correlation_id_of_a_call_with_each_request() {
    CallOptions options = CallOptions.NONE.withCorrelationId("order-42");
    assertThat(loggedBy(() -> client.hub().with(options).linkTokens().create(LINK)))
        .filteredOn(line -> line.contains("attempt 1, HTTP 201"))
        .hasSize(2)
        .allMatch(line -> line.contains(" ms, order-42"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://bank-hub.localhost", "https://bank-hub.invalid"})
  void LT_24_credentials_of_a_proxy_are_in_no_log(String address) throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    BankHubSettings settings =
        SocketSettings.of(
            BankHubEnvironment.custom(URI.create(address)), ScriptedClient.CREDENTIALS);
    String response = "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"r\"\r\n\r\n";
    try (RawServer proxy =
            RawServer.withoutToken((in, out) -> out.write(response.getBytes(UTF_8)));
        FeignBankHub hub =
            FeignBankHub.builder(settings)
                .proxy(URI.create("http://127.0.0.1:" + proxy.port()))
                .proxyCredentials("proxy-user", "pr0xy-s3cret")
                .build()) {
      EverythingLogged.during(
          () -> assertThatException().isThrownBy(() -> hub.linkTokens().create(LINK)), lines::add);
      String basic = "cHJveHktdXNlcjpwcjB4eS1zM2NyZXQ=";
      assertThat(proxy.requests()).isNotEmpty().allMatch(request -> request.contains(basic));
      assertThat(lines)
          .isNotEmpty()
          .noneMatch(line -> line.contains(basic) || line.contains("pr0xy-s3cret"));
    }
  }
}
