package io.github.bankhub.feign.internal.http;

import io.github.bankhub.feign.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the check of a pooled connection costs. Each call on a pooled connection makes one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class PooledConnectionBenchmark {

  private final NonLoggingConnection plain =
      new NonLoggingConnection(null, Duration.ofMinutes(5));
  private final NonLoggingConnection tls =
      new NonLoggingConnection(null, Duration.ofMinutes(5));

  /** Opens both connections. They are usable, and have no unread bytes. */
  @Setup
  public void connect() throws Exception {
    Path directory = Files.createTempDirectory("bankhub-benchmark");
    SSLContext context = TlsContexts.of(directory, "pooled", "dns:localhost");
    Files.delete(directory.resolve("pooled.p12"));
    Files.delete(directory);
    Socket socket = connected(ServerSocketFactory.getDefault());
    plain.bind(socket);
    Socket base = connected(context.getServerSocketFactory());
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(base, "localhost", 443, true);
    // The server sends its session tickets before this byte.
    secured.getInputStream().read();
    tls.bind(secured, base);
    if (plain.isStale() || tls.isStale()) {
      throw new IllegalStateException("the check of a usable connection fails");
    }
  }

  /** A connection to a server that sends one byte, if it is encrypted, and then nothing. */
  private static Socket connected(ServerSocketFactory servers) throws IOException {
    ServerSocket server = servers.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    CompletableFuture.runAsync(() -> serve(server));
    Socket socket = NonLoggingConnection.newSocket();
    socket.connect(server.getLocalSocketAddress());
    return socket;
  }

  private static void serve(ServerSocket server) {
    try {
      Socket accepted = server.accept();
      if (accepted instanceof SSLSocket) {
        accepted.getOutputStream().write(0);
      }
      accepted.getInputStream().read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @TearDown
  public void close() throws IOException {
    plain.close();
    tls.close();
  }

  /** The check of a connection without TLS. */
  @Benchmark
  public boolean plainCheck() throws IOException {
    return plain.isStale();
  }

  /** The check of a connection with TLS. */
  @Benchmark
  public boolean tlsCheck() throws IOException {
    return tls.isStale();
  }
}
