package io.github.bankhub.benchmark;

import io.undertow.util.Headers;
import java.net.InetSocketAddress;

/** Undertow with a fixed response. */
public final class Undertow {

  private Undertow() {}

  public static void main(String[] args) throws Exception {
    Candidate.fake(
        () -> {
          io.undertow.Undertow server =
              io.undertow.Undertow.builder()
                  .addHttpListener(0, "127.0.0.1")
                  .setHandler(
                      exchange ->
                          exchange
                              .getRequestReceiver()
                              .receiveFullBytes(
                                  (received, body) -> {
                                    received.setStatusCode(201);
                                    received
                                        .getResponseHeaders()
                                        .put(Headers.CONTENT_TYPE, "application/json");
                                    received.getResponseSender().send(Wire.created());
                                  }))
                  .build();
          server.start();
          InetSocketAddress address =
              (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
          return new Candidate.Fake(address.getPort(), server::stop);
        });
  }
}
