package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends and shows bytes as they are: each character is one. */
public final class RawClient implements AutoCloseable {

  public static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: ([0-9]+)\r\n");

  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    this(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  RawClient(InetAddress address, int port) throws IOException {
    socket = new Socket(address, port);
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return this;
  }

  RawClient sendEnd() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Limits how long a read waits. */
  RawClient timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
    return this;
  }

  /** {@return whether nothing arrives within the timeout} Nothing is read. */
  boolean isSilent() throws IOException {
    in.mark(1);
    try {
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** Reads status line and headers. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(bytes(1));
    }
    return head.toString();
  }

  /** Reads an response to its end. */
  public String response() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    return length.find() ? head + bytes(Integer.parseInt(length.group(1))) : head;
  }

  /** Reads so many bytes; less, if the connection is closed or reset. */
  String bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length == 0 && count > 0) {
      throw new IOException("closed");
    }
    return new String(bytes, ISO_8859_1);
  }

  /** Reads until the server closes the connection without a reset. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** Reads until the connection is reset. */
  String untilReset() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.write(next);
      }
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("reset")) {
        return read.toString(ISO_8859_1);
      }
      throw e;
    }
    throw new AssertionError("closed, not reset, after: " + read.toString(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
