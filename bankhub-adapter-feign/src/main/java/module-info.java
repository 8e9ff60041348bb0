/**
 * SePay Bank Hub over HTTP: the ports of the domain, implemented with Feign. {@code jdk.net} and
 * {@code org.slf4j} are for HttpClient, which the jar contains in an internal package.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.github.bankhub.feign {
  requires transitive io.github.bankhub.domain;
  requires com.fasterxml.jackson.core;
  requires feign.core;
  requires transitive io.github.resilience4j.bulkhead;
  requires transitive io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.core;
  requires transitive io.github.resilience4j.ratelimiter;
  requires transitive io.github.resilience4j.retry;
  requires jdk.net;
  requires org.slf4j;
  requires static java.sql;
  requires static micrometer.core;
  requires static org.jspecify;

  exports io.github.bankhub.feign;
  exports io.github.bankhub.feign.listener;
  exports io.github.bankhub.feign.micrometer;
  exports io.github.bankhub.feign.settings;
  exports io.github.bankhub.feign.store;
  exports io.github.bankhub.feign.webhook;

  provides io.github.bankhub.domain.port.BankHubConnector with
      io.github.bankhub.feign.FeignBankHubConnector;
}
