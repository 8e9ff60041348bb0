package io.github.bankhub.examples.micronaut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.examples.links.LinksContract;
import io.github.bankhub.examples.links.Offline;
import io.github.bankhub.examples.links.Table;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkApplicationTest extends LinksContract implements TestPropertyProvider {

  @Inject EmbeddedServer server;

  /** Micronaut calls this before it starts the application. */
  @Override
  public Map<String, String> getProperties() {
    return Offline.settings();
  }

  @MockBean(InstantSource.class)
  InstantSource clock() {
    return Offline.clock();
  }

  @BeforeAll
  static void createTables(DataSource dataSource) {
    Table.createAll(DelegatingDataSource.unwrapDataSource(dataSource));
  }

  @Override
  protected URI application() {
    return server.getURI();
  }

  @Override
  protected String healthPath() {
    return "/health";
  }

  @Override
  protected String metersPath() {
    return "/metrics";
  }

  @Test
  void the_hub_is_closed_with_its_context() {
    BankHub hub;
    try (ApplicationContext context = ApplicationContext.run(Map.copyOf(Offline.settings()))) {
      hub = context.getBean(BankHub.class);
    }

    UnavailableException failure = assertThrows(UnavailableException.class, hub::accessToken);
    assertEquals(UnavailableException.Reason.CLOSED, failure.reason());
  }
}
