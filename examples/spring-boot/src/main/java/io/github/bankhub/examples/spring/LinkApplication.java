package io.github.bankhub.examples.spring;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application that creates hosted links, and places orders at another service. */
@SpringBootApplication
public class LinkApplication {

  public static void main(String[] args) {
    SpringApplication.run(LinkApplication.class, args);
  }

  /** One hub for the whole application. Spring closes it. */
  @Bean
  FeignBankHub bankHub(
      @Value("${bankhub.base-uri}") URI baseUri,
      @Value("${bankhub.client-id}") String clientId,
      @Value("${bankhub.client-secret}") String clientSecret) {
    return FeignBankHub.connect(
        BankHubSettings.of(
            BankHubEnvironment.SANDBOX.withBaseUri(baseUri),
            ClientCredentials.of(clientId, clientSecret)));
  }
}
