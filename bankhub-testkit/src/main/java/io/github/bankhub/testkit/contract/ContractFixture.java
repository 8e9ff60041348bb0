package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.time.Instant;
import java.util.List;

/**
 * What one test works with.
 *
 * @param service a service of the test's own
 * @param hub the implementation under test, connected to it
 * @param company a company that the service knows
 */
record ContractFixture(InMemoryBankHub service, BankHub hub, CompanyXid company) {

  static ContractFixture of(InMemoryBankHub service, BankHub hub) {
    return new ContractFixture(service, hub, service.control().addCompany("CONG TY TNHH ABC"));
  }

  /** The same service again, seed and all, seen through the fake: it tells what is to come. */
  ContractFixture twin() {
    InMemoryBankHub again = InMemoryBankHub.builder().environment(service.environment()).build();
    return of(again, again);
  }

  Control control() {
    return service.control();
  }

  Instant now() {
    return control().clock().instant();
  }

  LinkToken create(LinkTokenRequest request) {
    return hub.linkTokens().create(request);
  }

  LinkToken createLink() {
    return create(LinkTokenRequest.link(company));
  }

  /** The statuses with which the calls of one operation were answered, in their order. */
  List<Integer> statuses(Operation operation) {
    return control().journal().stream()
        .filter(entry -> entry.operation() == operation)
        .map(JournalEntry::status)
        .toList();
  }

  int tokenRequests() {
    return statuses(Operation.CREATE_ACCESS_TOKEN).size();
  }
}
