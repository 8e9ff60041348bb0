package io.github.bankhub.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.HttpServerErrorException.ServiceUnavailable;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LinkApplicationTest {

  private static final InMemoryBankHub SERVICE = InMemoryBankHub.create();
  private static final BankHubServer BANK_HUB = BankHubServer.start(SERVICE);
  private static final AtomicInteger ORDERS = new AtomicInteger();
  private static final HttpServer ORDER_SERVICE = startUnavailableService();

  @Autowired private TestRestTemplate application;
  @Autowired private OrderClient orders;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    var credentials = SERVICE.control().credentials();
    registry.add("bankhub.environment", BANK_HUB::baseUri);
    registry.add("bankhub.timeouts.call", () -> "12s");
    registry.add("bankhub.client-id", credentials::clientId);
    registry.add("bankhub.client-secret", () -> credentials.clientSecret().reveal());
    registry.add(
        "orders.base-uri", () -> "http://127.0.0.1:" + ORDER_SERVICE.getAddress().getPort());
  }

  @AfterAll
  static void stop() {
    ORDER_SERVICE.stop(0);
    BANK_HUB.close();
  }

  @Test
  void creates_a_hosted_link() {
    CompanyXid company = SERVICE.control().addCompany("CONG TY TNHH ABC");

    String link =
        application.postForObject("/links?company={xid}", null, String.class, company.value());

    assertThat(link).contains("\"uri\":\"" + BANK_HUB.baseUri());
  }

  @Test
  void the_POST_of_its_own_client_is_sent_once_after_a_503_with_Retry_After() {
    assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> orders.place("3 books"));

    assertThat(ORDERS).hasValue(1);
  }

  private static HttpServer startUnavailableService() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/orders",
          exchange -> {
            ORDERS.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
