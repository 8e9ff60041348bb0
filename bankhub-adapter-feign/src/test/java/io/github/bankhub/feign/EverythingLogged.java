package io.github.bankhub.feign;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hears all that is logged in this process, at every level. */
final class EverythingLogged extends Handler {

  private static final Logger ROOT = Logger.getLogger("");

  private final Consumer<String> reader;

  private EverythingLogged(Consumer<String> reader) {
    this.reader = reader;
    setLevel(Level.ALL);
  }

  /** Gives what is logged meanwhile to the reader, on the thread that logs. */
  static void during(Runnable action, Consumer<String> reader) {
    Level before = ROOT.getLevel();
    Handler ear = new EverythingLogged(reader);
    ROOT.addHandler(ear);
    ROOT.setLevel(Level.ALL);
    try {
      action.run();
    } finally {
      ROOT.setLevel(before);
      ROOT.removeHandler(ear);
    }
  }

  @Override
  public void publish(LogRecord entry) {
    StringWriter text = new StringWriter();
    text.append(entry.getLoggerName()).append(' ').append(entry.getMessage()).append(' ');
    text.append(new SimpleFormatter().formatMessage(entry)).append(' ');
    text.append(Arrays.toString(entry.getParameters()));
    if (entry.getThrown() != null) {
      entry.getThrown().printStackTrace(new PrintWriter(text));
    }
    reader.accept(text.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
