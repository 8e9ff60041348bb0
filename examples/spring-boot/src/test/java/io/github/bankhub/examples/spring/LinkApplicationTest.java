package io.github.bankhub.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.LinksContract;
import io.github.bankhub.examples.links.Offline;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.web.client.HttpClientErrorException.Unauthorized;
import org.springframework.web.client.HttpServerErrorException.ServiceUnavailable;
import org.springframework.web.client.RestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LinkApplicationTest extends LinksContract {

  @LocalServerPort private int port;
  @TestBean private InstantSource clock;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    Offline.settings().forEach((key, value) -> registry.add(key, () -> value));
  }

  static InstantSource clock() {
    return Offline.clock();
  }

  @Override
  protected URI application() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  protected String healthPath() {
    return "/actuator/health";
  }

  @Override
  protected String metersPath() {
    return "/actuator/metrics";
  }

  @Test
  void annotated_transactions_roll_a_failed_message_back_too(
      @Autowired BankHub hub,
      @Autowired DataSource dataSource,
      @Autowired AnnotatedTransactions transactions) {
    Links links = new Links(hub, dataSource, transactions, clock);
    String key = Offline.settings().get("sepay.ipn-key");
    InboundEndpoint<BalanceNotification> endpoint = links.payments(new IpnApiKey(key));
    Map<String, List<String>> headers = Map.of("Authorization", List.of("Apikey " + key));

    assertThat(endpoint.receive(headers, payment("9".repeat(30))).problem()).isPresent();
    assertThat(endpoint.receive(headers, payment("50000")).problem()).isEmpty();

    assertThat(links.payments("account-1")).containsExactly("50000.00");
  }

  @Test
  void its_health_has_the_name_bankHub(@Autowired RestClient.Builder builder) {
    URI health = application().resolve(healthPath());

    assertThat(builder.build().get().uri(health).retrieve().body(String.class))
        .contains("\"bankHub\":{");
  }

  @Test
  void an_annotated_controller_receives_messages_too(@Autowired RestClient.Builder builder) {
    RestClient client = builder.baseUrl(application()).build();
    Consumer<String> send =
        secret ->
            client
                .post()
                .uri("/annotated/webhook")
                .header("x-secret-key", secret)
                .body("{}")
                .retrieve()
                .toBodilessEntity();

    send.accept(Offline.settings().get("sepay.webhook-secret"));
    assertThatExceptionOfType(Unauthorized.class).isThrownBy(() -> send.accept("wrong"));
  }

  @Test
  void a_closed_context_has_closed_the_hub() {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(LinkApplication.class)
            .web(WebApplicationType.NONE)
            .run(arguments());
    BankHub hub = context.getBean(BankHub.class);
    context.close();

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(hub::accessToken)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(UnavailableException.Reason.CLOSED));
  }

  @Test
  void the_POST_of_its_own_client_is_sent_once_after_a_503_with_Retry_After(
      @Autowired RestClient.Builder builder) throws IOException {
    AtomicInteger orders = new AtomicInteger();
    HttpServer service = startUnavailableService(orders);
    URI uri = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/orders");

    assertThatExceptionOfType(ServiceUnavailable.class)
        .isThrownBy(
            () -> builder.build().post().uri(uri).body("3 books").retrieve().toBodilessEntity());
    service.stop(0);

    assertThat(orders).hasValue(1);
  }

  private static HttpServer startUnavailableService(AtomicInteger orders) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/orders",
        exchange -> {
          orders.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Retry-After", "0");
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static byte[] payment(String amount) {
    String body =
        """
        {"transaction_id":"transaction-1","bank_account_xid":"account-1","account_number":"0001",
         "transfer_type":"credit","amount":%s}\
        """;
    return body.formatted(amount).getBytes(StandardCharsets.UTF_8);
  }

  private static String[] arguments() {
    return Offline.settings().entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }
}
