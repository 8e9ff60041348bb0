package io.github.bankhub.benchmark;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;

/** WireMock with a fixed response. */
public final class WireMock {

  private WireMock() {}

  public static void main(String[] args) throws Exception {
    Candidate.fake(
        () -> {
          WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
          server.start();
          server.stubFor(
              post(urlEqualTo(Wire.PATH))
                  .willReturn(
                      aResponse()
                          .withStatus(201)
                          .withHeader("Content-Type", "application/json")
                          .withBody(Wire.created())));
          return new Candidate.Fake(server.port(), server::stop);
        });
  }
}
