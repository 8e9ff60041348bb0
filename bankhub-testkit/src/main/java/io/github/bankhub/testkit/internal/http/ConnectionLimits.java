package io.github.bankhub.testkit.internal.http;

/**
 * The limits of a server: a client that is slow needs a thread, so each has a time limit.
 * Immutable.
 *
 * @param maxConnections the maximum number of connections
 * @param idleMillis how long a connection may be without a request, in milliseconds
 * @param transferMillis how long a whole request may take to arrive, and a response to be sent, in
 *     milliseconds
 */
record ConnectionLimits(int maxConnections, int idleMillis, int transferMillis) {

  static final ConnectionLimits DEFAULT = new ConnectionLimits(1_000, 60_000, 60_000);
}
