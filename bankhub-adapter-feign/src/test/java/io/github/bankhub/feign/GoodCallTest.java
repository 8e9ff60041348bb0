package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call costs that succeeds. */
class GoodCallTest {

  private static final int CALLS = 20;

  @TempDir private static Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void throws_no_exception_and_starts_no_thread(boolean secure) throws Exception {
    SSLContext tls = secure ? TlsContexts.of(directory, "good", "dns:localhost") : null;
    InMemoryBankHub service = InMemoryBankHub.create();
    LinkTokenRequest request =
        LinkTokenRequest.link(service.control().addCompany("CONG TY TNHH ABC"));
    try (BankHubServer server = BankHubServer.start(service);
        CuttingProxy proxy = new CuttingProxy(server.baseUri().getPort(), tls);
        FeignBankHub hub = hub(service, proxy, tls);
        Recording recording = new Recording()) {
      create(hub, request);
      recording.enable("jdk.JavaExceptionThrow").withStackTrace();
      recording.enable("jdk.JavaErrorThrow").withStackTrace();
      recording.enable("jdk.ThreadStart").withStackTrace();
      recording.start();
      create(hub, request);
      throwAndStart();
      recording.stop();
      List<RecordedEvent> events = ofThisThread(recording);
      assertThat(events)
          .as("%s", events)
          .extracting(event -> event.getEventType().getName())
          .containsExactlyInAnyOrder("jdk.JavaExceptionThrow", "jdk.ThreadStart");
    }
  }

  /** Shows that both are recorded. */
  private static void throwAndStart() throws InterruptedException {
    assertThat(new IllegalStateException("recorded")).isNotNull();
    Thread started = new Thread(() -> {});
    started.start();
    started.join();
  }

  private static void create(FeignBankHub hub, LinkTokenRequest request) {
    for (int call = 0; call < CALLS; call++) {
      assertThat(hub.linkTokens().create(request)).isNotNull();
    }
  }

  private static FeignBankHub hub(
      InMemoryBankHub service, CuttingProxy proxy, @Nullable SSLContext tls) {
    URI uri = URI.create((tls == null ? "http" : "https") + "://localhost:" + proxy.port());
    FeignBankHub.Builder builder =
        FeignBankHub.builder(
                SocketSettings.of(BankHubEnvironment.custom(uri), service.control().credentials()))
            .clock(service.control().clock());
    return tls == null ? builder.build() : builder.sslContext(tls).build();
  }

  private static List<RecordedEvent> ofThisThread(Recording recording) throws IOException {
    Path file = directory.resolve(recording.getId() + ".jfr");
    recording.dump(file);
    try {
      return RecordingFile.readAllEvents(file).stream()
          .filter(GoodCallTest::isOfThisThread)
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isOfThisThread(RecordedEvent event) {
    long thread = event.getThread(threadField(event)).getJavaThreadId();
    return thread == Thread.currentThread().getId();
  }

  /** A started thread reports itself; its parent is the one that started it. */
  private static String threadField(RecordedEvent event) {
    return event.hasField("parentThread") ? "parentThread" : "eventThread";
  }
}
