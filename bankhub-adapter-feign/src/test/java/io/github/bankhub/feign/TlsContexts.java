package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes SSL contexts for a server and its client. */
public final class TlsContexts {

  static final String PASSWORD = "for-this-test";

  /** A start of keytool takes longer than most tests. */
  private static final Map<String, byte[]> STORES = new ConcurrentHashMap<>();

  private TlsContexts() {}

  /**
   * A context that shows, and trusts, one certificate. Its key store is in the directory. The same
   * name has the same certificate.
   */
  public static SSLContext of(Path directory, String file, String name)
      throws IOException, GeneralSecurityException {
    Path keyStore = directory.resolve(file + ".p12");
    Files.write(keyStore, STORES.computeIfAbsent(name, it -> keyStore(keyStore, it)));
    return of(keyStore);
  }

  private static byte[] keyStore(Path file, String name) {
    String options =
        "-J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -genkeypair -keyalg EC -dname CN=test"
            + " -ext san=%s -storepass %s".formatted(name, PASSWORD);
    List<String> command = new ArrayList<>(List.of(options.split(" ")));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-keystore", file.toString()));
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
      assertThat(keytool.waitFor()).as(said).isZero();
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A context that shows, and trusts, the certificate of a key store. */
  static SSLContext of(Path keyStore) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return context(keys.getKeyManagers(), trust.getTrustManagers());
  }

  /** A context without a certificate of its own. */
  static SSLContext trusting(TrustManager manager) throws GeneralSecurityException {
    return context(new KeyManager[0], new TrustManager[] {manager});
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }
}
