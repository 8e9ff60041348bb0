package io.github.bankhub.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The messages that one class logs in this thread. They are collected and not printed. */
final class ExpectedLog implements AutoCloseable {
  private static final ThreadLocal<List<String>> MESSAGES = new ThreadLocal<>();

  // Referenced, because the log manager may drop a logger that is not.
  private static final List<Logger> LOGGERS = new ArrayList<>();

  private ExpectedLog() {}

  /** Collects until it is closed. Tests in other threads are not affected. */
  static ExpectedLog of(Class<?>... sources) {
    MESSAGES.set(new ArrayList<>());
    for (Class<?> source : sources) {
      Logger logger = Logger.getLogger(source.getName());
      logger.setFilter(ExpectedLog::isUnexpected);
      keep(logger);
    }
    return new ExpectedLog();
  }

  private static synchronized void keep(Logger logger) {
    LOGGERS.add(logger);
  }

  private static boolean isUnexpected(LogRecord report) {
    List<String> messages = MESSAGES.get();
    if (messages == null) {
      return true;
    }
    messages.add(report.getMessage());
    return false;
  }

  List<String> messages() {
    return List.copyOf(MESSAGES.get());
  }

  @Override
  public void close() {
    MESSAGES.remove();
  }
}
