package io.github.bankhub.testkit;

import io.github.bankhub.domain.link.LinkToken;

class HostedPageTest extends HostedPageRules {

  @Override
  HostedPage open(LinkToken token) {
    return hub.control().hostedPage(token.hostedLink());
  }
}
