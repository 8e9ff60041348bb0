package io.github.bankhub.examples.fleet;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The effects of events, in files. They survive a machine that is killed. */
record Effects(Path directory) {

  static Effects in(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("events"));
    return new Effects(directory);
  }

  /** Adds a line, also for an event that is repeated. */
  void append(String event) throws IOException {
    append("effects", event);
  }

  /** Creates a file for the event. A repetition has no effect. */
  void createOnce(String event) throws IOException {
    try {
      Files.createFile(directory.resolve("events").resolve(event));
    } catch (FileAlreadyExistsException e) {
      // The event has had its effect.
    }
  }

  /** Notes a claim that was confirmed by another machine, because its lease was too short. */
  void addLateClaim(String event) throws IOException {
    append("late", event);
  }

  List<String> appended() throws IOException {
    return lines("effects");
  }

  int lateClaims() throws IOException {
    return lines("late").size();
  }

  int created() throws IOException {
    try (Stream<Path> events = Files.list(directory.resolve("events"))) {
      return (int) events.count();
    }
  }

  private void append(String file, String line) throws IOException {
    Files.writeString(directory.resolve(file), line + "\n", CREATE, APPEND);
  }

  private List<String> lines(String file) throws IOException {
    Path path = directory.resolve(file);
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }
}
