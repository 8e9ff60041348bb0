package io.github.bankhub.examples.links;

import io.github.bankhub.domain.link.LinkToken;

/** The hosted link, as the browser gets it: a type of the application, without secrets. */
public record LinkPage(String xid, String url) {

  static LinkPage of(LinkToken token) {
    return new LinkPage(token.xid().value(), token.hostedLink().uri().toString());
  }
}
