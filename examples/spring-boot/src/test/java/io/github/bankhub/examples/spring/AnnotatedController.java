package io.github.bankhub.examples.spring;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.InboundResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Receives webhooks with a controller instead of a router function. */
@RestController
class AnnotatedController {

  private final InboundEndpoint<WebhookEvent> webhooks;

  AnnotatedController(Links links, @Value("${sepay.webhook-secret}") String secret) {
    webhooks = links.webhooks(new WebhookSecret(secret));
  }

  @PostMapping("/annotated/webhook")
  ResponseEntity<String> receive(
      @RequestHeader MultiValueMap<String, String> headers, InputStream body) throws IOException {
    InboundResponse response = webhooks.receive(headers, body);
    return ResponseEntity.status(response.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(response.body());
  }
}
