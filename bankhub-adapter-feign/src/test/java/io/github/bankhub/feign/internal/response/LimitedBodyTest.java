package io.github.bankhub.feign.internal.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitedBodyTest {

  private static InputStream sent(int length) {
    return new ByteArrayInputStream(bytes(length));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10",
    "0, -1, 10",
    "9, 9, 10",
    "10, 10, 10",
    "10, -1, 10",
    "10, 3, 10",
    "10, 99, 10",
    "200000, 200000, 200000",
    "200000, -1, 2147483647",
    "200000, 9223372036854775807, 2147483647",
  })
  void is_whole_up_to_its_limit_whatever_length_was_declared(int length, long declared, int limit)
      throws IOException {
    LimitedBody body = new LimitedBody(limit);
    assertThat(body.readFrom(sent(length), declared)).isTrue();
    assertThat(body.bytes()).isEqualTo(bytes(length));
  }

  @ParameterizedTest
  @CsvSource({"11, 11", "11, -1", "11, 5", "500, 10", "200000, 200000"})
  void FR_01_beyond_its_limit_it_ends_after_one_more_byte(int length, long declared)
      throws IOException {
    LimitedBody body = new LimitedBody(10);
    assertThat(body.readFrom(sent(length), declared)).isFalse();
    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(bytes(length), 11));
  }

  @Test
  void has_the_bytes_that_came_before_a_failure() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    LimitedBody body = new LimitedBody(1000);
    assertThatIOException()
        .isThrownBy(() -> body.readFrom(new SequenceInputStream(sent(7), broken), 900));
    assertThat(body.bytes()).isEqualTo(bytes(7));
  }
}
