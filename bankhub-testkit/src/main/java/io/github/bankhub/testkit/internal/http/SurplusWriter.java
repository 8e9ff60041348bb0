package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.ConnectionFault.Effect;
import io.github.bankhub.testkit.internal.http.ConnectionFault.Phase;
import java.io.IOException;
import java.util.Map;

/** Sends a complete response, and bytes after it that belong to no request. Not thread-safe. */
final class SurplusWriter {

  private static final String BYTES = "}}\r\n";
  private static final HttpResponse REQUEST_TIMEOUT = new HttpResponse(408, Map.of(), new byte[0]);

  private final ClientConnection client;
  private final ConnectionFault fault;
  private final String response;

  SurplusWriter(ClientConnection client, ConnectionFault fault, HttpResponse response) {
    this.client = client;
    this.fault = fault;
    this.response = text(response, HttpResponseWriter.STAYS_OPEN);
  }

  static boolean writes(ConnectionFault fault) {
    return switch (fault.effect()) {
      case SECOND_RESPONSE, BYTES_AFTER_BODY, REQUEST_TIMEOUT -> true;
      default -> false;
    };
  }

  boolean waitsUntilIdle() {
    return fault.phase() == Phase.WHEN_IDLE;
  }

  /** Sends the response. The surplus bytes are in the same packet, unless they wait. */
  void send() throws IOException {
    client.send(waitsUntilIdle() ? response : response + surplus());
  }

  /** Sends the bytes that waited. */
  void sendSurplus() throws IOException {
    client.send(surplus());
    if (fault.effect() == Effect.REQUEST_TIMEOUT) {
      client.close();
    }
  }

  private String surplus() {
    return switch (fault.effect()) {
      case SECOND_RESPONSE -> response;
      case REQUEST_TIMEOUT -> text(REQUEST_TIMEOUT, HttpResponseWriter.CLOSES);
      default -> BYTES;
    };
  }

  private static String text(HttpResponse response, String connection) {
    return new String(HttpResponseWriter.whole(response, "", connection), ISO_8859_1);
  }
}
