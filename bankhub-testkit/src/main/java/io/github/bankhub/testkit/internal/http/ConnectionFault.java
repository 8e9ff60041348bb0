package io.github.bankhub.testkit.internal.http;

/** How a connection breaks while the server sends a response. The connection ends afterwards. */
public record ConnectionFault(String name, Phase phase, Effect effect) {

  /** The part of the response in which the connection breaks. */
  public enum Phase {
    BEFORE_RESPONSE,
    IN_HEADERS,
    IN_BODY,
    AFTER_RESPONSE
  }

  /**
   * What the server does to the connection. {@code STALL} leaves it open; {@code DRIBBLE}, one byte
   * at a time, and {@code FLOOD} have no end.
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
    SHORT_CONTENT_LENGTH
  }
}
