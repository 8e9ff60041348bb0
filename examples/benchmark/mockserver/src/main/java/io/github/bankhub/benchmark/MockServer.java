package io.github.bankhub.benchmark;

import static org.mockserver.model.HttpRequest.request;
import static org.mockserver.model.HttpResponse.response;

import org.mockserver.integration.ClientAndServer;

/** MockServer with a fixed response. */
public final class MockServer {

  private MockServer() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("mockserver.logLevel", "WARN");
    Candidate.fake(
        () -> {
          ClientAndServer server = ClientAndServer.startClientAndServer(0);
          server
              .when(request().withMethod("POST").withPath(Wire.PATH))
              .respond(
                  response()
                      .withStatusCode(201)
                      .withHeader("Content-Type", "application/json")
                      .withBody(Wire.created()));
          return new Candidate.Fake(server.getPort(), server::stop);
        });
  }
}
