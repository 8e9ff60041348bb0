package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of Bank Hub and of a proxy. */
@Timeout(60)
class AddressTest {

  private static BankHubSettings settings(String address) {
    return SocketSettings.of(
        BankHubEnvironment.SANDBOX.withUnencryptedBaseUri(URI.create(address)), CREDENTIALS);
  }

  private static RawServer server() throws IOException {
    return RawServer.creating((in, out) -> RawServer.created(out));
  }

  @Test
  void a_host_with_an_underscore_is_called(@TempDir Path directory) throws Exception {
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 bank_hub\n");
    try (RawServer server = server()) {
      assertThat(
              SeparateJvm.run(
                  "http://bank_hub:" + server.port() + "/api", "-Djdk.net.hosts.file=" + hosts))
          .isEqualTo("lt-1");
      assertThat(server.requests().get(1))
          .startsWith("POST /api/v1/link-token/create HTTP/1.1\r\n")
          .contains("\r\nHost: bank_hub:" + server.port() + "\r\n");
    }
  }

  @Test
  void a_host_with_an_underscore_is_called_through_a_proxy() throws IOException {
    try (RawServer proxy = server();
        FeignBankHub hub =
            FeignBankHub.builder(settings("http://bank_hub:8080"))
                .proxy(URI.create("http://127.0.0.1:" + proxy.port()))
                .build()) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      assertThat(proxy.requests().get(1))
          .startsWith("POST http://bank_hub:8080/v1/link-token/create HTTP/1.1");
    }
  }

  @Test
  void a_selector_is_asked_for_a_host_with_an_underscore() throws IOException {
    try (RawServer proxy = server();
        FeignBankHub hub =
            FeignBankHub.builder(settings("http://bank_hub:8080"))
                .proxySelector(
                    ProxySelector.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                .build()) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
  }

  @Test
  void a_scheme_may_be_in_capitals() throws IOException {
    try (RawServer server = server();
        FeignBankHub hub = FeignBankHub.connect(settings("HTTP://127.0.0.1:" + server.port()))) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://my_proxy:3128",
        "http://proxy:3128/",
        "HTTPS://proxy.example:65535",
        "http://[::1]:1/",
        "http://127.0.0.1:1"
      })
  void a_proxy_may_have_any_valid_host_and_port(URI address) {
    FeignBankHub.builder(settings("https://bank-hub.invalid")).proxy(address).build().close();
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy:0, has the port",
    "http://proxy:65536, has the port",
    "http://my_proxy:65536, has the port",
    "http://ngân:1, has the host",
    "http://proxy, has no port",
    "http://:3128, has no host",
    "socks://proxy:1, is not the address",
    "http://me:s3cret@my_proxy:1, is not the address",
    "proxy:3128, is not the address",
    "http://proxy:1/path, is not the address",
    "http://proxy:1?query, is not the address",
    "http://proxy:1/#fragment, is not the address",
    ", is required",
  })
  void any_other_address_of_a_proxy_is_rejected_with_the_reason(URI address, String problem) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> FeignBankHub.builder(settings("https://hub.invalid")).proxy(address))
        .withMessageStartingWith("proxy " + problem)
        .withMessageNotContaining("s3cret")
        .returns("proxy", InvalidFieldException::field);
  }
}
