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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a successful call over a socket costs its thread. The counts do not depend on the speed of
 * the machine, or on other threads. {@code checks/costs} counts more, without a test's JVM.
 */
class CallCostTest {

  /** About a tenth more than measured in a JVM of the build, which optimizes less than others. */
  private static final long MAX_BYTES = 61_000;

  private static final int WARM_UP_CALLS = 300;
  private static final int CALLS = 300;

  @TempDir private static Path directory;

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

  @Test
  void a_successful_call_creates_no_exception() throws IOException {
    try (RawServer server = RawServer.creating(CallCostTest::serveAll);
        FeignBankHub hub = hub(server);
        Recording recording = new Recording()) {
      create(hub, WARM_UP_CALLS);
      recording.enable("jdk.JavaExceptionThrow").withStackTrace();
      recording.start();
      create(hub, CALLS);
      assertThat(new IllegalStateException("shows that exceptions are recorded")).isNotNull();
      recording.stop();
      assertThat(exceptionsOfThisThread(recording))
          .singleElement()
          .returns("java.lang.IllegalStateException", CallCostTest::type);
    }
  }

  private static List<RecordedEvent> exceptionsOfThisThread(Recording recording)
      throws IOException {
    Path file = directory.resolve("exceptions.jfr");
    recording.dump(file);
    try {
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getThread() != null)
          .filter(event -> event.getThread().getJavaThreadId() == Thread.currentThread().getId())
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  private static String type(RecordedEvent exception) {
    return exception.getClass("thrownClass").getName();
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
