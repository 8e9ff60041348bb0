package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Reads the requests of a client. Not thread-safe. It rejects ambiguous requests, because they
 * allow request smuggling. Hints never show what the client sent, which may be a secret.
 */
final class RequestReader {

  private static final String VERSION = " HTTP/1.";

  private final LineReader lines;
  private final BodyReader bodies;

  RequestReader(ClientConnection client, ClientInput in) {
    this.lines = new LineReader(in);
    this.bodies = new BodyReader(client, in, lines);
  }

  /** After an {@link HttpProtocolException} no further request can be read. */
  Incoming read() throws IOException {
    lines.begin();
    RequestHead head = head();
    byte[] body = bodies.read(head);
    return new Incoming(
        new HttpRequest(head.method(), head.uri(), head.headers(), body), head.staysOpen());
  }

  private RequestHead head() throws IOException {
    String line = firstLine();
    int method = line.indexOf(' ');
    int version = line.length() - VERSION.length() - 1;
    LineReader.check(
        method < version
            && LineReader.isToken(line, method)
            && isTarget(line, method + 1, version)
            && line.startsWith(VERSION, version)
            && Character.digit(line.charAt(line.length() - 1), 10) >= 0,
        "begin the request like GET / HTTP/1.1");
    String target = line.substring(method + 1, version);
    RequestHead head =
        new RequestHead(
            line.substring(0, method), uri(target), line.endsWith("0"), lines.headers());
    if (!head.isHttp10() && head.values("Host").size() != 1) {
      throw HttpProtocolException.malformed("send the header Host exactly once");
    }
    return target.startsWith("/") ? head : withHostOfTarget(head);
  }

  /** The host of an absolute URI replaces the header Host. Source: RFC 9112, section 3.2.2. */
  private static RequestHead withHostOfTarget(RequestHead head) {
    String authority = head.uri().getRawAuthority();
    if (authority != null) {
      head.headers().put("Host", List.of(authority));
    }
    return head;
  }

  private static boolean isTarget(String line, int start, int end) {
    for (int i = start; i < end; i++) {
      if (" \t\r".indexOf(line.charAt(i)) >= 0) {
        return false;
      }
    }
    return start < end;
  }

  /** Skips empty lines, because some clients send one after a body. */
  private String firstLine() throws IOException {
    String line = lines.line();
    while (line.isEmpty()) {
      line = lines.line();
    }
    return line;
  }

  private static URI uri(String target) throws HttpProtocolException {
    try {
      // Without a host, a path that begins with two slashes would be read as a host.
      URI uri = URI.create(target.startsWith("//") ? "http://127.0.0.1" + target : target);
      if (uri.getPath() != null) {
        return uri.getPath().isEmpty() ? uri.resolve("/") : uri;
      }
    } catch (IllegalArgumentException e) {
      // Rejected below.
    }
    throw HttpProtocolException.malformed(
        "send a valid path; percent-encode characters that a URI does not allow");
  }

  record Incoming(HttpRequest request, boolean staysOpen) {}
}
