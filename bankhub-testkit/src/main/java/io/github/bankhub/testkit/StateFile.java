package io.github.bankhub.testkit;

import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.SavedState;
import io.github.bankhub.testkit.internal.service.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file in which the program keeps the {@link SavedState} for its next run. Thread-safe. It also
 * counts the runs: each run must have other ids than those in the file.
 */
final class StateFile {

  private static final int FORMAT = 1;

  private final Path path;
  private final int run;
  private final @Nullable Map<String, Object> loaded;
  private byte[] saved = {};

  private StateFile(Path path, int run, @Nullable Map<String, Object> loaded) {
    this.path = path;
    this.run = run;
    this.loaded = loaded;
  }

  /**
   * Reads a file if it exists.
   *
   * @throws IllegalArgumentException if it is not the file of an earlier run
   * @throws UncheckedIOException if it cannot be read
   */
  static StateFile open(Path path) {
    if (!Files.exists(path)) {
      return new StateFile(path, 0, null);
    }
    try {
      Map<String, Object> fields = Json.read(Files.readAllBytes(path));
      if (fields != null
          && Integer.valueOf(FORMAT).equals(fields.get("format"))
          && fields.get("runs") instanceof Integer runs) {
        return new StateFile(path, runs, fields);
      }
      throw invalid(path, "is not a state file of this version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the state file " + path, e);
    }
  }

  private static IllegalArgumentException invalid(Path path, String problem) {
    return new IllegalArgumentException(
        "%s: %s %s; delete it to begin again, or use another file"
            .formatted(OfflineOption.STATE_FILE.flag(), path, problem));
  }

  /** {@return the number of earlier runs} */
  int earlierRuns() {
    return run;
  }

  boolean hasState() {
    return loaded != null;
  }

  /**
   * Adds what the earlier run has saved, if there was one.
   *
   * @throws IllegalArgumentException if the file is not valid
   */
  void restore(State state) {
    if (loaded != null) {
      try {
        SavedState.restore(loaded, state);
      } catch (IllegalArgumentException | DateTimeException e) {
        throw invalid(path, "is not valid: " + e.getMessage());
      }
    }
  }

  /**
   * Writes the file if the state has changed since the last call. Another process sees the old file
   * or the new one, never a part.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  synchronized void save(InMemoryBankHub hub) {
    Map<String, @Nullable Object> fields = Json.object("format", FORMAT, "runs", run + 1);
    fields.putAll(hub.service().with(SavedState::of));
    byte[] json = Json.write(fields);
    if (Arrays.equals(json, saved)) {
      return;
    }
    try {
      Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
      Files.write(temporary, json);
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      saved = json;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the state file " + path, e);
    }
  }
}
