package io.github.bankhub.testkit.internal.http;

/** What goes wrong on a connection when the server sends a response. */
public record ConnectionFault(String name, Phase phase, Effect effect) {

  /** The part of the response in which the fault is, or the time after the response. */
  public enum Phase {
    BEFORE_RESPONSE,
    IN_HEADERS,
    IN_BODY,
    AFTER_RESPONSE,
    WHEN_IDLE
  }

  /**
   * What the server does to the connection. {@code STALL}, {@code SECOND_RESPONSE} and {@code
   * BYTES_AFTER_BODY} leave it open. {@code DRIBBLE}, one byte at a time, and {@code FLOOD} have no
   * end.
   */
  public enum Effect {
    RESET,
    CLOSE,
    STALL,
    DRIBBLE,
    FLOOD,
    GARBAGE,
    MISSING_LAST_CHUNK,
    INVALID_CHUNK_LENGTH,
    INVALID_CONTENT_LENGTH,
    SHORT_CONTENT_LENGTH,
    SECOND_RESPONSE,
    BYTES_AFTER_BODY,
    REQUEST_TIMEOUT
  }
}
