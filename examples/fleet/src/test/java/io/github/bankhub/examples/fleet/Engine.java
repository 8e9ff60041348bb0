package io.github.bankhub.examples.fleet;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.HazelcastInstance;
import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database or cache that two machines share. */
enum Engine {
  POSTGRESQL {
    @Override
    EngineServer start() throws IOException, SQLException {
      return new Postgres();
    }

    @Override
    EngineClient connect(String address, InstantSource clock) {
      PGSimpleDataSource dataSource = new PGSimpleDataSource();
      dataSource.setUrl(address);
      return new EngineClient(JdbcKeyValueStore.of(dataSource, clock), () -> {});
    }
  },

  REDIS {
    @Override
    EngineServer start() throws IOException {
      return new Redis();
    }

    @Override
    EngineClient connect(String address, InstantSource clock) {
      RedisClient client = RedisClient.create(address);
      return new EngineClient(
          new LettuceStore(Clients.connect(client, TIMEOUT).sync()), client::shutdown);
    }
  },

  HAZELCAST {
    @Override
    EngineServer start() {
      return new HazelcastMember();
    }

    @Override
    EngineClient connect(String address, InstantSource clock) {
      HazelcastInstance client = HazelcastClient.newHazelcastClient(Clients.hazelcast(address));
      return new EngineClient(new JCacheStore(Clients.cache(client), clock), client::shutdown);
    }
  };

  // A program would wait for about a second, but a test machine may be slow.
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  abstract EngineServer start() throws IOException, SQLException;

  /** {@return a client of the server at an address, for one machine} */
  abstract EngineClient connect(String address, InstantSource clock);
}
