package io.github.bankhub.testkit.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a client, read in blocks. Not thread-safe. */
final class ClientInput {

  private static final int BLOCK_BYTES = 4_096;

  private final ClientConnection client;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).limit(0);

  ClientInput(ClientConnection client) {
    this.client = client;
  }

  /** {@return whether there are bytes that have been read from the connection, but not here} */
  boolean hasNext() {
    return block.hasRemaining();
  }

  /** Reads what has arrived, without waiting. Returns false if nothing has. */
  boolean hasArrived() throws IOException {
    block.clear();
    int count = client.readArrived(block);
    block.flip();
    if (count < 0) {
      throw new EOFException();
    }
    return count > 0;
  }

  /** {@return the bytes that have been read, at least one; waits for it} */
  ByteBuffer available() throws IOException {
    if (!block.hasRemaining()) {
      block.clear();
      try {
        read(block);
      } finally {
        block.flip();
      }
    }
    return block;
  }

  /** Reads until the array is full. */
  void readFully(byte[] bytes) throws IOException {
    int buffered = Math.min(block.remaining(), bytes.length);
    block.get(bytes, 0, buffered);
    ByteBuffer rest = ByteBuffer.wrap(bytes, buffered, bytes.length - buffered);
    while (rest.hasRemaining()) {
      read(rest);
    }
  }

  void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int skipped = (int) Math.min(left, available().remaining());
      block.position(block.position() + skipped);
      left -= skipped;
    }
  }

  private void read(ByteBuffer into) throws IOException {
    if (client.read(into) < 0) {
      throw new EOFException();
    }
  }
}
