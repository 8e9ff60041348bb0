package io.github.bankhub.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TwoMachinesTest {

  @Nested
  class On_PostgreSQL extends TwoMachines {

    On_PostgreSQL() {
      super(Engine.POSTGRESQL);
    }

    @Test
    void in_a_transaction_each_event_has_one_effect_while_machines_are_killed() throws Exception {
      Postgres postgres = (Postgres) server;
      postgres.execute("create table effect (event varchar(20) not null)");

      machines.killWhileProcessing(
          EVENTS,
          () -> postgres.number("select count(distinct event) from effect"),
          TransactionMachine.class,
          List.of(postgres.address(), String.valueOf(EVENTS)));

      assertThat(postgres.number("select count(*) from effect")).isEqualTo(EVENTS);
      assertThat(postgres.number("select count(distinct event) from effect")).isEqualTo(EVENTS);
    }
  }

  @Nested
  class On_Redis extends TwoMachines {

    On_Redis() {
      super(Engine.REDIS);
    }
  }

  @Nested
  class On_Hazelcast extends TwoMachines {

    On_Hazelcast() {
      super(Engine.HAZELCAST);
    }
  }
}
