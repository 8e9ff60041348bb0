package io.github.bankhub.benchmark;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;

/** bankhub as it comes. The first call also gets an access token. */
public final class BankHubClient {

  private BankHubClient() {}

  public static void main(String[] args) throws Exception {
    Candidate.client(
        args,
        uri -> {
          FeignBankHub hub =
              FeignBankHub.connect(
                  BankHubSettings.of(
                      BankHubEnvironment.custom(uri), ClientCredentials.of("BH-SB-1", "s3cret")));
          CompanyXid company = new CompanyXid(Wire.COMPANY);
          return () ->
              hub.linkTokens()
                  .create(
                      LinkTokenRequest.link(company)
                          .redirectTo(Wire.REQUEST.completion_redirect_uri()));
        });
  }
}
