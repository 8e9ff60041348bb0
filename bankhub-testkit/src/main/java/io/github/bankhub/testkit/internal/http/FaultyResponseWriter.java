package io.github.bankhub.testkit.internal.http;

import static io.github.bankhub.testkit.internal.http.HttpResponseWriter.CLOSES;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.ConnectionFault.Phase;
import java.io.IOException;

/** Sends a response with a fault. Not thread-safe. */
final class FaultyResponseWriter {

  private static final int PAUSE_MILLIS = 20;
  // Large enough that clients with a size limit reach their timeout first.
  private static final int DRIBBLED_BYTES = 100_000;
  private static final int FLOOD_BYTES = 8_192;
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String FILLER = "X-Filler: 1\r\n";
  private static final String GARBAGE = "\u0090\u00fe no http \u00ff\u0007\u00c3\r\n";

  private final ConnectionFault fault;
  private final HttpResponse response;
  private final String body;

  FaultyResponseWriter(ConnectionFault fault, HttpResponse response) {
    this.fault = fault;
    this.response = response;
    this.body = HttpResponseWriter.body(response);
  }

  /** Sends the response. A fault without an end lasts until the client closes the connection. */
  void send(ClientConnection client) throws IOException {
    switch (fault.effect()) {
      case RESET -> reset(client);
      case STALL -> stall(client);
      case DRIBBLE -> dribble(client);
      case FLOOD -> flood(client);
      default -> {
        client.send(malformed());
        client.finish();
      }
    }
  }

  private void reset(ClientConnection client) throws IOException {
    String sent = validPart();
    if (sent.isEmpty()) {
      client.reset();
      return;
    }
    client.send(sent);
    if (fault.phase() == Phase.AFTER_RESPONSE) {
      // Sent with the response, for clients that check a connection before they use it again.
      client.sendEnd();
    }
    // On some systems a reset discards what the client has not read yet.
    client.isGoneAfter(PAUSE_MILLIS);
    client.reset();
  }

  private void stall(ClientConnection client) throws IOException {
    client.send(validPart());
    client.awaitEnd();
  }

  private void dribble(ClientConnection client) throws IOException {
    boolean inHeaders = fault.phase() == Phase.IN_HEADERS;
    if (!inHeaders) {
      client.send(head("Content-Length: " + (body.length() + DRIBBLED_BYTES)));
    }
    String next = inHeaders ? unfinishedHead() + "X-Filler: " : unfinishedBody();
    for (int at = 0; !client.isGoneAfter(PAUSE_MILLIS); at++) {
      if (at == next.length()) {
        // One endless header, because clients limit the number of headers.
        next = inHeaders ? "1" : " ";
        at = 0;
      }
      client.send(next.substring(at, at + 1));
    }
  }

  private void flood(ClientConnection client) throws IOException {
    boolean inHeaders = fault.phase() == Phase.IN_HEADERS;
    client.send(inHeaders ? unfinishedHead() : head(CHUNKED) + chunk(unfinishedBody()));
    String more =
        inHeaders ? FILLER.repeat(FLOOD_BYTES / FILLER.length()) : chunk(" ".repeat(FLOOD_BYTES));
    while (true) {
      client.send(more);
    }
  }

  private String malformed() {
    return switch (fault.effect()) {
      case MISSING_LAST_CHUNK -> head(CHUNKED) + chunk(half(body));
      case SHORT_CONTENT_LENGTH -> head("Content-Length: " + half(body).length()) + half(body);
      case INVALID_CONTENT_LENGTH -> head("Content-Length: many") + body;
      case INVALID_CHUNK_LENGTH ->
          head(CHUNKED) + chunk(body).replaceFirst("^.*", "zz") + chunk("");
      case GARBAGE -> garbage();
      default -> validPart();
    };
  }

  private String garbage() {
    return fault.phase() == Phase.IN_HEADERS
        ? completeHead().replaceFirst("\r\n", "\r\n" + GARBAGE) + body
        // Some clients skip the first ten lines in case a response follows.
        : GARBAGE.repeat(20);
  }

  private String validPart() {
    String head = completeHead();
    return switch (fault.phase()) {
      case BEFORE_RESPONSE -> "";
      // Cut after Content-Length: some clients accept this end of the headers, and miss the body.
      case IN_HEADERS -> head.substring(0, head.length() - 8);
      case IN_BODY -> head + half(body);
      case AFTER_RESPONSE, WHEN_IDLE ->
          new String(
              HttpResponseWriter.whole(response, "", HttpResponseWriter.STAYS_OPEN), ISO_8859_1);
    };
  }

  private String completeHead() {
    return head(HttpResponseWriter.length(response));
  }

  private String unfinishedHead() {
    String head = completeHead();
    return head.substring(0, head.length() - 2);
  }

  /** The body without its last byte, so that no parser finishes early. */
  private String unfinishedBody() {
    return body.substring(0, Math.max(0, body.length() - 1));
  }

  private String head(String framing) {
    return HttpResponseWriter.head(response, framing, CLOSES);
  }

  private static String half(String text) {
    return text.substring(0, text.length() / 2);
  }

  private static String chunk(String bytes) {
    return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
  }
}
