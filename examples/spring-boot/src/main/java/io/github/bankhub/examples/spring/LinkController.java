package io.github.bankhub.examples.spring;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import java.net.URI;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Creates hosted links. */
@RestController
class LinkController {

  private final BankHub hub;

  LinkController(BankHub hub) {
    this.hub = hub;
  }

  @PostMapping("/links")
  Link create(@RequestParam String company) {
    LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid(company)));
    return new Link(token.xid().value(), token.hostedLink().uri());
  }

  /** A type of this application: the domain's types have no stable JSON form. */
  record Link(String xid, URI uri) {}
}
