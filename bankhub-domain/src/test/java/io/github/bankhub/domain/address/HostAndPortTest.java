package io.github.bankhub.domain.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {

  private static HostAndPort read(String address) {
    return HostAndPort.of("url", URI.create(address));
  }

  @ParameterizedTest
  @CsvSource({
    "http://bank_hub:8080/x, bank_hub, 8080",
    "http://bank_hub, bank_hub, -1",
    "http://_hub_.my-net_1.local.:1/, _hub_.my-net_1.local., 1",
    "http://me:pass@bank_hub:80/, bank_hub, 80",
    "https://example.com:65535?q=:1#:2, example.com, 65535",
    "https://example.com:/, example.com, -1",
    "https://EXAMPLE.com, EXAMPLE.com, -1",
    "http://127.0.0.1:8080, 127.0.0.1, 8080",
    "http://[::1]:9090/, [::1], 9090",
    "http://[fe80::1%25eth0], [fe80::1%25eth0], -1",
    "myapp://callback, callback, -1",
  })
  void an_address_has_a_host_and_perhaps_a_port(String address, String host, int port) {
    assertThat(read(address)).isEqualTo(new HostAndPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/path", "mailto:me@example.com", "http:///path", "http://:80/", "http://me@/"})
  void an_address_without_a_host_is_rejected(String address) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> read(address))
        .withMessage("url has no host; expected an address with a host");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:0/, 0",
    "http://h:65536/, 65536",
    "http://h:99999999999/, 99999999999",
    "http://bank_hub:65536/, 65536",
    "http://bank_hub:8o80/, 8o80",
    "http://h:-1/, -1",
  })
  void a_port_that_no_connection_can_have_is_rejected(String address, String port) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> read(address))
        .withMessage("url has the port \"" + port + "\"; expected a port from 1 to 65535")
        .returns("url", InvalidFieldException::field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ngân-hàng.vn",
        "bank%20hub",
        "999.1.1.1",
        "1.2.3.4.5",
        "a..b",
        "-a",
        "a_-",
        "h_.7"
      })
  void a_host_that_is_neither_name_nor_number_is_rejected(String host) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> read("http://me:secret@" + host + "/secret"))
        .withMessageContaining("url has the host \"" + host + "\"; expected an IP address, or a")
        .withMessageNotContaining("secret");
  }

  @Test
  void a_long_host_is_rejected_and_not_shown() {
    assertThat(read("http://_" + ".a".repeat(127)).host()).hasSize(255);
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> read("http://_" + ".a".repeat(500_000)))
        .withMessage("url has a host of 1000001 characters; expected at most 255");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "bank_hub.localhost",
        "127.0.0.1",
        "127.9.8.7",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]"
      })
  void the_machine_itself_is_loopback(String host) {
    assertThat(read("http://" + host + ":1").isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "128.0.0.1",
        "localhost.example.com",
        "mylocalhost",
        "127.0.0.1.example.com",
        "bank_hub",
        "[::2]",
        "[::1%25none]"
      })
  void every_other_host_is_not(String host) {
    assertThat(read("http://" + host + ":1").isLoopback()).isFalse();
  }

  @Test
  void prints_the_port_if_there_is_one() {
    assertThat(read("http://bank_hub:80/x")).hasToString("bank_hub:80");
    assertThat(read("http://bank_hub/x")).hasToString("bank_hub");
  }
}
