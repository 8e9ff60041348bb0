package io.github.bankhub.testkit.internal.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.bankhub.testkit.webhook.WebhookReceiver;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An endpoint at an address. Each webhook has a connection of its own, so none fails for what
 * became of the one before. Follows no redirect and knows no proxy.
 */
public final class HttpReceiver implements WebhookReceiver {

  /** Source: page "Webhook events". */
  public static final Duration CONNECT = Duration.ofSeconds(5);

  /** Source: page "Webhook events". Assumed to bound the whole answer, its body included. */
  static final Duration ANSWER = Duration.ofSeconds(8);

  private static final int MAX_LINE_LENGTH = 8_192;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
  private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d{1,9})");
  private static final Pattern CHUNKED = Pattern.compile("transfer-encoding:(.*[ ,])?chunked");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-f]{1,15})\\s*(;.*)?");
  private static final long BY_CHUNKS = -1;
  // Also without slashes, where a mistyped address has its password.
  private static final Pattern USER_INFO = Pattern.compile("(//|:(?=[^/]*:)).*@");

  private final URI url;
  private final Duration connect;
  private final Duration answer;
  private final SSLSocketFactory tls;

  public HttpReceiver(URI url, Duration connect, Duration answer, SSLSocketFactory tls) {
    this.url = URI.create(url.toASCIIString());
    this.connect = connect;
    this.answer = answer;
    this.tls = tls;
  }

  /** The endpoint at an address that can be sent to. */
  public static HttpReceiver at(URI url) {
    boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || isSecure(url);
    if (!isHttp || url.getHost() == null) {
      throw new IllegalArgumentException(
          "url is %s; expected: http or https, with a host".formatted(withoutUserInfo(url)));
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url is %s with user info before its host; expected: none, as it is not sent"
              .formatted(withoutUserInfo(url)));
    }
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return new HttpReceiver(url, CONNECT, ANSWER, usual);
  }

  private static String withoutUserInfo(URI url) {
    return USER_INFO.matcher(url.toString()).replaceFirst("$1");
  }

  private static boolean isSecure(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  @Override
  public int receive(WebhookRequest request) throws IOException {
    Deadline connected = new Deadline(connect);
    try (Socket plain = connected(connected);
        Socket socket = isSecure(url) ? secured(plain, connected) : plain) {
      InputStream in = new BufferedInputStream(new Bounded(socket, new Deadline(answer)));
      socket.getOutputStream().write(text(request));
      return status(in);
    }
  }

  private int port() {
    int usual = isSecure(url) ? 443 : 80;
    return url.getPort() < 0 ? usual : url.getPort();
  }

  /** By the first of the host's addresses at which somebody listens. */
  private Socket connected(Deadline deadline) throws IOException {
    IOException failure = new ConnectException("no address");
    // In brackets if it is one of IPv6, which is understood.
    for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port()), deadline.millis());
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = notConnected(e);
      }
    }
    throw failure;
  }

  private Socket secured(Socket plain, Deadline deadline) throws IOException {
    try {
      plain.setSoTimeout(deadline.millis());
      SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      throw notConnected(e);
    }
  }

  /** A time-out before there is a connection is none of the answer. */
  private static IOException notConnected(IOException e) {
    return e instanceof SocketTimeoutException
        ? (IOException) new ConnectException("not connected in time").initCause(e)
        : e;
  }

  private byte[] text(WebhookRequest request) throws IOException {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
    head.append("Host: ").append(url.getHost()).append(port).append("\r\n");
    request
        .headers()
        .forEach(
            (name, values) -> values.forEach(value -> head.append(name + ": " + value + "\r\n")));
    head.append("Content-Length: ").append(request.body().length);
    head.append("\r\nConnection: close\r\n\r\n");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(head.toString().getBytes(ISO_8859_1));
    text.write(request.body());
    return text.toByteArray();
  }

  /** The status of the answer, once its body has come to its end, or its connection has. */
  private static int status(InputStream in) throws IOException {
    int status;
    long length;
    do {
      Matcher line = STATUS.matcher(line(in));
      if (!line.matches()) {
        throw new IOException("the answer is not HTTP/1.1");
      }
      status = Integer.parseInt(line.group(1));
      length = bodyLength(in);
    } while (status < 200);
    if (status != 204 && status != 304) {
      discardBody(in, length);
    }
    return status;
  }

  /** Up to the end of the head; without end if it says nothing. */
  private static long bodyLength(InputStream in) throws IOException {
    long length = Long.MAX_VALUE;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      Matcher lengthHeader = LENGTH.matcher(header);
      if (CHUNKED.matcher(header).matches()) {
        length = BY_CHUNKS;
      } else if (lengthHeader.matches() && length != BY_CHUNKS) {
        length = Long.parseLong(lengthHeader.group(1));
      }
    }
    return length;
  }

  /** A body that is cut short, or is no body, does not undo the status: that is the answer. */
  private static void discardBody(InputStream in, long length) throws IOException {
    try {
      if (length == BY_CHUNKS) {
        discardChunks(in);
      } else {
        discard(in, length);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // The receiver has answered and gone.
    }
  }

  private static void discardChunks(InputStream in) throws IOException {
    for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
      discard(in, size);
      line(in);
    }
    // The trailers, as far as the empty line.
    bodyLength(in);
  }

  private static long chunkSize(InputStream in) throws IOException {
    Matcher size = CHUNK.matcher(line(in).toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IOException("the answer has a chunk without a size");
    }
    return Long.parseLong(size.group(1), 16);
  }

  private static void discard(InputStream in, long length) throws IOException {
    byte[] part = new byte[MAX_LINE_LENGTH];
    long left = length;
    while (left > 0) {
      int read = in.read(part, 0, (int) Math.min(left, part.length));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() == MAX_LINE_LENGTH) {
        throw new IOException("the answer ends in its head");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static final class Deadline {

    private final long end;

    private Deadline(Duration time) {
      this.end = System.nanoTime() + time.toNanos();
    }

    private int millis() throws SocketTimeoutException {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException("the time is over");
      }
      return (int) left;
    }
  }

  /** What comes until the time is over, however slowly. */
  private static final class Bounded extends InputStream {

    private final Socket socket;
    private final Deadline deadline;

    private Bounded(Socket socket, Deadline deadline) {
      this.socket = socket;
      this.deadline = deadline;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read by blocks");
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      socket.setSoTimeout(deadline.millis());
      return socket.getInputStream().read(into, from, length);
    }
  }
}
