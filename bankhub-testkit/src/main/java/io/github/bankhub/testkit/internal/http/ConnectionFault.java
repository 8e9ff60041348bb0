package io.github.bankhub.testkit.internal.http;

import static io.github.bankhub.testkit.internal.http.HttpResponseWriter.CLOSES;

import io.github.bankhub.testkit.fault.FaultPhase;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.IOException;

/** An answer that is harmed on its way. Whatever the fault, the connection is over after it. */
final class ConnectionFault {

  private static final int BEAT_MILLIS = 20;
  // Whoever limits what it reads shall not be put off before it has waited.
  private static final int DRIBBLED = 100_000;
  private static final int MUCH = 8_192;
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String FILLER = "X-Filler: 1\r\n";
  private static final String GARBAGE = "\u0090\u00fe no http \u00ff\u0007\u00c3\r\n";

  private final FaultScenario fault;
  private final HttpResponse answer;
  private final String body;

  ConnectionFault(FaultScenario fault, HttpResponse answer) {
    this.fault = fault;
    this.answer = answer;
    this.body = HttpResponseWriter.body(answer);
  }

  /** Shows the fault. A fault without an end of its own lasts until the client closes. */
  void send(ClientConnection peer) throws IOException {
    switch (fault.effect()) {
      case REFUSE, RESET -> reset(peer);
      case STALL -> stall(peer);
      case DRIBBLE -> dribble(peer);
      case FLOOD -> flood(peer);
      default -> {
        peer.send(wrong());
        peer.finish();
      }
    }
  }

  private void reset(ClientConnection peer) throws IOException {
    String sent = sent();
    if (sent.isEmpty()) {
      peer.reset();
      return;
    }
    peer.send(sent);
    if (fault.place() == FaultPhase.AFTER_ANSWER) {
      // Right behind the answer, for clients that look before they use a connection again.
      peer.sendEnd();
    }
    // On some systems a reset takes from the client what it has not read yet.
    peer.isGoneAfter(BEAT_MILLIS);
    peer.reset();
  }

  private void stall(ClientConnection peer) throws IOException {
    peer.send(sent());
    peer.awaitEnd();
  }

  private void dribble(ClientConnection peer) throws IOException {
    boolean inHeaders = fault.place() == FaultPhase.IN_HEADERS;
    if (!inHeaders) {
      peer.send(head("Content-Length: " + (body.length() + DRIBBLED)));
    }
    String next = inHeaders ? openHead() + "X-Filler: " : openBody();
    for (int at = 0; !peer.isGoneAfter(BEAT_MILLIS); at++) {
      if (at == next.length()) {
        // One header without end: clients limit how many there may be.
        next = inHeaders ? "1" : " ";
        at = 0;
      }
      peer.send(next.substring(at, at + 1));
    }
  }

  private void flood(ClientConnection peer) throws IOException {
    boolean inHeaders = fault.place() == FaultPhase.IN_HEADERS;
    peer.send(inHeaders ? openHead() : head(CHUNKED) + chunk(openBody()));
    String more = inHeaders ? FILLER.repeat(MUCH / FILLER.length()) : chunk(" ".repeat(MUCH));
    while (true) {
      peer.send(more);
    }
  }

  /** All that is sent before the connection is closed in good order. */
  private String wrong() {
    return switch (fault) {
      case TRUNCATED_CHUNKS -> head(CHUNKED) + chunk(half(body));
      case LENGTH_TOO_SHORT -> head("Content-Length: " + half(body).length()) + half(body);
      case LENGTH_NO_NUMBER -> head("Content-Length: many") + body;
      case BROKEN_CHUNKS -> head(CHUNKED) + chunk(body).replaceFirst("^.*", "zz") + chunk("");
      // Some clients pass over the first ten lines, as if an answer could follow.
      case GARBAGE_BEFORE_ANSWER -> GARBAGE.repeat(20);
      case GARBAGE_IN_HEADERS ->
          head(HttpResponseWriter.length(answer)).replaceFirst("\r\n", "\r\n" + GARBAGE) + body;
      default -> sent();
    };
  }

  /** What is sent of the true answer. */
  private String sent() {
    String head = head(HttpResponseWriter.length(answer));
    return switch (fault.place()) {
      case BEFORE_CONNECT, BEFORE_PERFORMING, BEFORE_ANSWER -> "";
      // The length is sent: some clients take this end for that of the headers, and miss the body.
      case IN_HEADERS -> head.substring(0, head.length() - 8);
      case MID_BODY -> head + half(body);
      case AFTER_ANSWER -> HttpResponseWriter.whole(answer, "", HttpResponseWriter.STAYS_OPEN);
    };
  }

  private String head(String framing) {
    return HttpResponseWriter.head(answer, framing, CLOSES);
  }

  private String openHead() {
    String head = head(HttpResponseWriter.length(answer));
    return head.substring(0, head.length() - 2);
  }

  /** All of the body but its end, so that no parser is done before it. */
  private String openBody() {
    return body.substring(0, Math.max(0, body.length() - 1));
  }

  private static String half(String text) {
    return text.substring(0, text.length() / 2);
  }

  private static String chunk(String bytes) {
    return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
  }
}
