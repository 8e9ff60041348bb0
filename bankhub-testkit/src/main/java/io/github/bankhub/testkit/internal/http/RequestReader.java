package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the requests of a client. Not thread-safe. It rejects ambiguous requests, because they
 * allow request smuggling. Hints never show what the client sent, which may be a secret.
 */
final class RequestReader {

  private static final Pattern FIRST_LINE =
      Pattern.compile("(" + LineReader.TOKEN + ") (\\S+) HTTP/1\\.([0-9])");

  private final LineReader lines;
  private final BodyReader bodies;

  RequestReader(ClientConnection client) {
    this.lines = new LineReader(client.in());
    this.bodies = new BodyReader(client, lines);
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
    Matcher first =
        LineReader.match(FIRST_LINE, firstLine(), "begin the request like GET / HTTP/1.1");
    String target = first.group(2);
    RequestHead head =
        new RequestHead(first.group(1), uri(target), first.group(3).equals("0"), lines.headers());
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
      URI uri = URI.create(target.startsWith("/") ? "http://127.0.0.1" + target : target);
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
