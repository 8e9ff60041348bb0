package io.github.bankhub.examples.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.examples.links.LinksContract;
import io.github.bankhub.examples.links.Offline;
import io.github.bankhub.examples.links.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkApplicationTest extends LinksContract {

  private static LinkApplication application;

  @BeforeAll
  static void start() throws IOException {
    application = application("links");
  }

  private static LinkApplication application(String database) throws IOException {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setUrl("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
    Table.createAll(dataSource);
    return new LinkApplication(environment(), dataSource, Offline.clock());
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Map.of("PORT", "0"));
    Offline.settings().forEach((key, value) -> environment.put(variable(key), value));
    return environment;
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Override
  protected URI application() {
    return application.address();
  }

  @Override
  protected String healthPath() {
    return "/health";
  }

  @Override
  protected String metersPath() {
    return "/meters";
  }

  @ParameterizedTest
  @ValueSource(strings = {"/links", "/links?company=1", "/links?company=&user=2"})
  void a_request_without_a_parameter_is_rejected(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(application.address().resolve(path))
            .POST(BodyPublishers.noBody())
            .build();

    assertEquals(
        400, HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode());
  }

  @Test
  void closing_the_application_closes_its_hub() throws IOException {
    LinkApplication closed = application("closed");
    closed.close();

    UnavailableException failure =
        assertThrows(UnavailableException.class, closed.hub()::accessToken);
    assertEquals(UnavailableException.Reason.CLOSED, failure.reason());
  }
}
