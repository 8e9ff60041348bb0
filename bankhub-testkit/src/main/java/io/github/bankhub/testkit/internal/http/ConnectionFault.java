package io.github.bankhub.testkit.internal.http;

/**
 * How a connection breaks while the server sends a response. The connection ends afterwards.
 *
 * @param name what messages call the fault
 * @param phase the part of the response in which it breaks
 * @param effect what the server does
 */
public record ConnectionFault(String name, Phase phase, Effect effect) {

  /** A part of a response. */
  public enum Phase {
    /** No byte of the response is sent. */
    BEFORE_RESPONSE,
    /** The response breaks in the status line or the headers. */
    IN_HEADERS,
    /** The headers are complete, and the response breaks in the body. */
    IN_BODY,
    /** The response is complete. */
    AFTER_RESPONSE
  }

  /** What the server does to the connection. */
  public enum Effect {
    /** Resets the connection. */
    RESET,
    /** Closes the connection properly. */
    CLOSE,
    /** Sends nothing more, and leaves the connection open. */
    STALL,
    /** Sends the rest one byte at a time, without end. */
    DRIBBLE,
    /** Sends more without end. */
    FLOOD,
    /** Sends bytes that are not HTTP. */
    GARBAGE,
    /** Sends a chunked body without its last chunk. */
    MISSING_LAST_CHUNK,
    /** Sends a chunk whose length is not a number. */
    INVALID_CHUNK_LENGTH,
    /** Sends a Content-Length that is not a number. */
    INVALID_CONTENT_LENGTH,
    /** Sends half of the body, with a Content-Length to match. */
    SHORT_CONTENT_LENGTH
  }
}
