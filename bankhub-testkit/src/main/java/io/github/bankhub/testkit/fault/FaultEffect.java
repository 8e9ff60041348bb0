package io.github.bankhub.testkit.fault;

/** The effect of a fault. */
public enum FaultEffect {
  /** Nothing listens at the port, so TCP rejects the connection: "connection refused". */
  REFUSE,
  /** TCP resets the connection: unread bytes are lost. */
  RESET,
  /** TCP closes the connection normally, but too early. */
  CLOSE,
  /** No more bytes arrive, and the connection stays open. */
  STALL,
  /** The rest arrives byte by byte, with long gaps. */
  DRIBBLE,
  /** More bytes arrive than a client should read. */
  FLOOD,
  /** Bytes that belong to no request follow a complete response. */
  SURPLUS,
  /** The announced length or encoding is not that of the body. */
  WRONG_LENGTH,
  /** The bytes have no meaning. */
  GARBAGE,
  /** The body is not JSON. */
  INVALID_JSON,
  /** The body is JSON, but not the documented JSON. */
  OTHER_SHAPE,
  /** A firewall responds instead of the service, with an HTML page. */
  BLOCK_PAGE,
  /** The service, or a proxy before it, responds with another status. */
  STATUS
}
