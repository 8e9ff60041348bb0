/**
 * Bank Hub offline: in memory and over HTTP, with a clock, a journal and settings for tests. Needs
 * the domain, Jackson and JMustache. JUnit and Pact JVM are optional.
 */
@SuppressWarnings("requires-automatic")
module io.github.bankhub.testkit {
  requires transitive io.github.bankhub.domain;
  requires com.fasterxml.jackson.databind;
  requires com.samskivert.jmustache;
  requires java.net.http;
  requires static au.com.dius.pact.core.model;
  requires static au.com.dius.pact.provider;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;

  uses io.github.bankhub.domain.port.BankHubConnector;

  exports io.github.bankhub.testkit;
  exports io.github.bankhub.testkit.clock;
  exports io.github.bankhub.testkit.contract;
  exports io.github.bankhub.testkit.fault;
  exports io.github.bankhub.testkit.http;
  exports io.github.bankhub.testkit.journal;
  exports io.github.bankhub.testkit.junit;
  exports io.github.bankhub.testkit.pact;
  exports io.github.bankhub.testkit.page;
  exports io.github.bankhub.testkit.sample;
  exports io.github.bankhub.testkit.webhook;

  // JUnit uses the extension and the tests of the contracts, which are not public, by reflection.
  opens io.github.bankhub.testkit.contract to
      org.junit.platform.commons;
  opens io.github.bankhub.testkit.junit to
      org.junit.platform.commons;

  // Templates read the page's values by reflection.
  opens io.github.bankhub.testkit.internal.page to
      com.samskivert.jmustache;
}
