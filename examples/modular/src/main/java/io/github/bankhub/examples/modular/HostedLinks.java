package io.github.bankhub.examples.modular;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.net.URI;

/** Creates hosted links. */
final class HostedLinks {

  private HostedLinks() {}

  /** {@return the address of a new hosted link of a company} */
  static URI create(BankHubSettings settings, CompanyXid company) {
    try (FeignBankHub hub = FeignBankHub.connect(settings)) {
      return hub.linkTokens().create(LinkTokenRequest.link(company)).hostedLink().uri();
    }
  }
}
