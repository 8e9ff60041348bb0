package io.github.bankhub.examples.spring;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** A client for another service, with the builder that Spring Boot configures. */
@Component
class OrderClient {

  private final RestClient client;

  OrderClient(RestClient.Builder builder, @Value("${orders.base-uri}") URI baseUri) {
    client = builder.baseUrl(baseUri).build();
  }

  void place(String order) {
    client.post().uri("/orders").body(order).retrieve().toBodilessEntity();
  }
}
