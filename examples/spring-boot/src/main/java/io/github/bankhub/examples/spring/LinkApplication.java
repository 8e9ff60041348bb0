package io.github.bankhub.examples.spring;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.jdbc.datasource.DataSourceUtils.getConnection;
import static org.springframework.web.servlet.function.RequestPredicates.POST;
import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.status;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Transactions;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.InboundResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** An application that links bank accounts to its users, and stores their payments. */
@SpringBootApplication
@Import(Links.class)
public class LinkApplication {

  public static void main(String[] args) {
    SpringApplication.run(LinkApplication.class, args);
  }

  /** One hub for the whole application. Spring closes it. */
  @Bean
  FeignBankHub bankHub(Environment environment, MeterRegistry meters, InstantSource clock) {
    BankHubSettings settings = BankHubSettings.from(environment::getProperty);
    return FeignBankHub.builder(settings).clock(clock).listener(BankHubMeters.of(meters)).build();
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Transactions transactions(TransactionTemplate template, DataSource dataSource) {
    return work -> template.executeWithoutResult(status -> work.accept(getConnection(dataSource)));
  }

  @Bean
  RouterFunction<ServerResponse> messages(Links links, Environment environment) {
    String secret = environment.getRequiredProperty("sepay.webhook-secret");
    String key = environment.getRequiredProperty("sepay.ipn-key");
    return route(POST("/sepay/webhook"), receive(links.webhooks(new WebhookSecret(secret))))
        .andRoute(POST("/sepay/ipn"), receive(links.payments(new IpnApiKey(key))));
  }

  private static HandlerFunction<ServerResponse> receive(InboundEndpoint<?> endpoint) {
    return request -> {
      InputStream body = request.servletRequest().getInputStream();
      InboundResponse response = endpoint.receive(request.headers()::header, body);
      return status(response.status()).contentType(APPLICATION_JSON).body(response.body());
    };
  }
}
