package io.github.bankhub.examples.plain;

import io.github.bankhub.examples.links.LinksContract;
import io.github.bankhub.examples.links.Offline;
import io.github.bankhub.examples.links.Table;
import java.io.IOException;
import java.net.URI;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class LinkApplicationTest extends LinksContract {

  private static LinkApplication application;

  @BeforeAll
  static void start() throws IOException {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setUrl("jdbc:h2:mem:links;DB_CLOSE_DELAY=-1");
    Table.createAll(dataSource);
    application = new LinkApplication(Offline.settings(), dataSource, Offline.clock());
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
}
