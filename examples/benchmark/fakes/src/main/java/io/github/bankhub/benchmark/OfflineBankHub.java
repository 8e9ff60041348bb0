package io.github.bankhub.benchmark;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;

/** The offline Bank Hub over HTTP: it parses, validates, stores and records each request. */
public final class OfflineBankHub {

  private OfflineBankHub() {}

  public static void main(String[] args) throws Exception {
    Candidate.fake(
        () -> {
          InMemoryBankHub hub = InMemoryBankHub.create();
          hub.control().addCompany(new CompanyXid(Wire.COMPANY), "CONG TY TNHH ABC");
          String token = hub.accessToken().reveal();
          BankHubServer server = BankHubServer.start(hub);
          return new Candidate.Fake(server.baseUri().getPort(), token, hub);
        });
  }
}
