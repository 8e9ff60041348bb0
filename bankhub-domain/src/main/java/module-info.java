/**
 * SePay Bank Hub in plain Java: requests that cannot be built wrong, the ports through which they
 * are sent, and one vocabulary for what can go wrong. Needs the JDK alone.
 */
module io.github.bankhub.domain {
  requires static org.jspecify;

  exports io.github.bankhub.domain.account;
  exports io.github.bankhub.domain.auth;
  exports io.github.bankhub.domain.company;
  exports io.github.bankhub.domain.environment;
  exports io.github.bankhub.domain.event;
  exports io.github.bankhub.domain.failure;
  exports io.github.bankhub.domain.history;
  exports io.github.bankhub.domain.ipn;
  exports io.github.bankhub.domain.json;
  exports io.github.bankhub.domain.link;
  exports io.github.bankhub.domain.operation;
  exports io.github.bankhub.domain.paging;
  exports io.github.bankhub.domain.port;
}
