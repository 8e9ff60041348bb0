package io.github.bankhub.feign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The virtual threads that Java Flight Recorder saw pinned in code of the library. */
final class Pinning implements AutoCloseable {

  private final Recording recording = new Recording();

  private Pinning() {}

  static Pinning watched() {
    Pinning pinning = new Pinning();
    pinning
        .recording
        .enable("jdk.VirtualThreadPinned")
        .withThreshold(Duration.ZERO)
        .withStackTrace();
    pinning.recording.start();
    return pinning;
  }

  List<RecordedEvent> events() throws IOException {
    Path file = Files.createTempFile("pinning", ".jfr");
    try {
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream().filter(Pinning::isOurs).toList();
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isOurs(RecordedEvent event) {
    return String.valueOf(event.getStackTrace()).contains("io.github.bankhub.feign.Http")
        || String.valueOf(event.getStackTrace())
            .contains("io.github.bankhub.feign.internal.call.CallExecutor");
  }

  @Override
  public void close() {
    recording.close();
  }
}
