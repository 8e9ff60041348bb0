package io.github.bankhub.examples.spring;

import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** An application that creates hosted links, and places orders at another service. */
@SpringBootApplication
public class LinkApplication {

  public static void main(String[] args) {
    SpringApplication.run(LinkApplication.class, args);
  }

  /** One hub for the whole application. Spring closes it. */
  @Bean
  FeignBankHub bankHub(Environment environment) {
    return FeignBankHub.connect(BankHubSettings.from(environment::getProperty));
  }
}
