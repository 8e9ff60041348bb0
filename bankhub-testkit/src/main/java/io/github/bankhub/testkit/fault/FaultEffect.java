package io.github.bankhub.testkit.fault;

/** What a fault does. */
public enum FaultEffect {
  /** Nothing listens at the port. */
  REFUSE,
  /** The connection is reset: what was not read yet is lost. */
  RESET,
  /** The connection is closed in good order, too early. */
  CLOSE,
  /** Nothing more comes, and the connection stays open. */
  STALL,
  /** The rest comes byte by byte, with long gaps. */
  DRIBBLE,
  /** More comes than anyone would read. */
  FLOOD,
  /** The announced length, or its coding, is not that of the body. */
  WRONG_LENGTH,
  /** Bytes come that mean nothing. */
  GARBAGE,
  /** The body is no JSON. */
  INVALID_JSON,
  /** The body is JSON, but not what is documented. */
  OTHER_SHAPE,
  /** A firewall answers in the service's place, with a page for people. */
  BLOCK_PAGE,
  /** The service, or what stands before it, answers with another status. */
  STATUS
}
