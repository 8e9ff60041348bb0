/**
 * The domain of SePay Bank Hub: requests that are always valid, the ports that send them, and the
 * exceptions for all failures. Requires only the JDK.
 */
module io.github.bankhub.domain {
  requires static org.jspecify;

  exports io.github.bankhub.domain.account;
  exports io.github.bankhub.domain.address;
  exports io.github.bankhub.domain.auth;
  exports io.github.bankhub.domain.company;
  exports io.github.bankhub.domain.environment;
  exports io.github.bankhub.domain.event;
  exports io.github.bankhub.domain.failure;
  exports io.github.bankhub.domain.history;
  exports io.github.bankhub.domain.ipn;
  exports io.github.bankhub.domain.json;
  exports io.github.bankhub.domain.link;
  exports io.github.bankhub.domain.merchant;
  exports io.github.bankhub.domain.operation;
  exports io.github.bankhub.domain.paging;
  exports io.github.bankhub.domain.port;
  exports io.github.bankhub.domain.transaction;
  exports io.github.bankhub.domain.webhook;
}
