package io.github.bankhub.feign.internal.response;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a body, up to one byte beyond a limit. Not thread-safe. */
public final class LimitedBody {

  private static final int MIN_CAPACITY = 1 << 10;

  /** A declared length is not trusted with more memory than this. */
  private static final int MAX_CAPACITY = 1 << 16;

  /** The JVM has no larger array. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final int maxBytes;
  private byte[] bytes = {};
  private int count;

  public LimitedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Reads to the end, or one byte beyond the limit. After a failure, the bytes before it are here.
   *
   * @param declared the length that the sender declared; negative if it did not
   * @return true if it read to the end
   */
  public boolean readFrom(InputStream in, long declared) throws IOException {
    bytes = new byte[(int) Math.min(declared < 0 ? MIN_CAPACITY : declared, MAX_CAPACITY)];
    while (count <= maxBytes) {
      if (count == bytes.length) {
        // Most bodies end here, at their declared length. They need no larger array.
        int next = in.read();
        if (next < 0) {
          return true;
        }
        bytes = Arrays.copyOf(bytes, larger());
        bytes[count++] = (byte) next;
      } else {
        long room = (long) maxBytes + 1 - count;
        int read = in.read(bytes, count, (int) Math.min(bytes.length - count, room));
        if (read < 0) {
          return true;
        }
        count += read;
      }
    }
    return false;
  }

  private int larger() {
    return (int) Math.min(Math.max(2L * bytes.length, MIN_CAPACITY), MAX_ARRAY);
  }

  /** {@return the bytes that were read} */
  public byte[] bytes() {
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }
}
