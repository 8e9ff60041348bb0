package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * What a successful call over a socket allocates on its thread. That does not depend on the speed
 * of the machine, or on other threads. {@code checks/costs} counts more, without a test's JVM.
 */
class CallCostTest {

  /** A tenth more than interpreted code allocates. Compiled code allocates a quarter less. */
  private static final long MAX_BYTES = 14_000;

  private static final int WARM_UP_CALLS = 300;
  private static final int CALLS = 300;

  @Test
  void a_call_allocates_little() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (RawServer server = RawServer.creating(CallCostTest::serveAll);
        FeignBankHub hub = hub(server)) {
      create(hub, WARM_UP_CALLS);
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      create(hub, CALLS);
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(bytes / CALLS).isPositive().isLessThanOrEqualTo(MAX_BYTES);
    }
  }

  private static void create(FeignBankHub hub, int times) {
    for (int i = 0; i < times; i++) {
      hub.linkTokens().create(LINK);
    }
  }

  private static FeignBankHub hub(RawServer server) {
    URI uri = URI.create("http://127.0.0.1:" + server.port());
    return FeignBankHub.connect(SocketSettings.of(BankHubEnvironment.custom(uri), CREDENTIALS));
  }

  /** Responds to all requests of a connection. */
  private static void serveAll(InputStream in, OutputStream out) throws IOException {
    byte[] body = CREATED.getBytes(UTF_8);
    String head = "HTTP/1.1 201 Created\r\nContent-Length: " + body.length + "\r\n\r\n";
    byte[] response = (head + CREATED).getBytes(UTF_8);
    byte[] request = new byte[8192];
    do {
      out.write(response);
    } while (in.read(request) > 0);
  }
}
