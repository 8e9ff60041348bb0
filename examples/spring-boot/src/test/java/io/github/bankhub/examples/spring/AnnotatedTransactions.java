package io.github.bankhub.examples.spring;

import io.github.bankhub.examples.links.Transactions;
import java.sql.Connection;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Transactions with an annotation instead of a template. */
@Component
class AnnotatedTransactions implements Transactions {

  private final DataSource dataSource;

  AnnotatedTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  @Transactional
  public void run(Consumer<Connection> work) {
    work.accept(DataSourceUtils.getConnection(dataSource));
  }
}
