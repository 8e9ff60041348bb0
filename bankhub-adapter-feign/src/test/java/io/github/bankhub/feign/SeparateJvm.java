package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A JVM with its own system properties, which creates one link token. */
final class SeparateJvm {

  private SeparateJvm() {}

  /** {@return what the JVM prints: the xid of the link token, or the failure} */
  static String run(String address, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath)));
    command.addAll(List.of(SeparateJvm.class.getName(), address));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return printed.strip();
  }

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    String context = System.getProperty("test.default");
    if (context != null) {
      SSLContext.setDefault(TlsContexts.of(Path.of(context)));
    }
    BankHubEnvironment environment =
        BankHubEnvironment.SANDBOX.withUnencryptedBaseUri(URI.create(args[0]));
    FeignBankHub.Builder builder =
        FeignBankHub.builder(SocketSettings.of(environment, CREDENTIALS));
    if (Boolean.getBoolean("test.selector")) {
      builder.proxySelector(ProxySelector.getDefault());
    }
    try (FeignBankHub hub = builder.build()) {
      out.println(hub.linkTokens().create(LINK).xid().value());
    } catch (RuntimeException e) {
      out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
