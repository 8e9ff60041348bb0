package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;

/** The contracts on one Redis server, with three clients. */
class RedisStoresTest {

  private static Redis server;

  @BeforeAll
  static void start() throws IOException {
    server = new Redis();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** Redis expires entries by its own clock, so all lifetimes become shorter instead. */
  abstract static class OnRedis extends SharedStoresContracts {

    private final Jedis admin = new Jedis("127.0.0.1", server.port);

    @BeforeEach
    void empty() {
      admin.flushAll();
    }

    @AfterEach
    void disconnect() {
      admin.close();
    }

    @Override
    void turnClocks(Duration time) {
      super.turnClocks(time);
      for (String key : admin.keys("*")) {
        // A lifetime of zero or less deletes the entry.
        admin.pexpire(key, admin.pttl(key) - time.toMillis());
      }
    }
  }

  @Nested
  class Lettuce extends OnRedis {

    private final RedisClient client = RedisClient.create(server.address());
    private final KeyValueStore store = new LettuceStore(client.connect().sync());

    @Override
    KeyValueStore engine() {
      return store;
    }

    @AfterEach
    void close() {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  @Nested
  class WithJedis extends OnRedis {

    private final JedisPooled client = new JedisPooled("127.0.0.1", server.port);

    @Override
    KeyValueStore engine() {
      return new JedisStore(client);
    }

    @AfterEach
    void close() {
      client.close();
    }
  }

  @Nested
  class SpringData extends OnRedis {

    private final LettuceConnectionFactory factory =
        new LettuceConnectionFactory("127.0.0.1", server.port);
    private final StringRedisTemplate template = new StringRedisTemplate();

    @BeforeEach
    void connectTemplate() {
      factory.afterPropertiesSet();
      factory.start();
      template.setConnectionFactory(factory);
      template.afterPropertiesSet();
    }

    @Override
    KeyValueStore engine() {
      return new SpringDataRedisStore(template);
    }

    @AfterEach
    void close() {
      factory.destroy();
    }
  }
}
