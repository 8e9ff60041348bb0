package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The service, the implementation under test and a company of the service, for one test.
 *
 * @param offline the service; empty if the implementation is connected to a real one
 */
record ContractFixture(Optional<InMemoryBankHub> offline, BankHub hub, CompanyXid company) {

  static final SandboxAccount MB_BANK = SandboxAccount.of("MBBank", "0123456789");

  static ContractFixture of(InMemoryBankHub service, BankHub hub) {
    CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    return new ContractFixture(Optional.of(service), hub, company);
  }

  /** The offline service. A test that asks for it is aborted if the service is a real one. */
  InMemoryBankHub service() {
    return offline.orElseGet(
        () -> Assumptions.abort("the rule needs the control of the offline Bank Hub"));
  }

  /** Aborts a test that expects only the data of a new service. */
  void assumeNewService() {
    Assumptions.assumeTrue(
        offline.isPresent(), "the rule expects the data of a new offline Bank Hub");
  }

  /** An equal service with the same seed: it returns the ids that this one is going to return. */
  ContractFixture twin() {
    InMemoryBankHub same = InMemoryBankHub.builder().environment(service().environment()).build();
    return of(same, same);
  }

  List<AccessToken> issuedAccessTokens() {
    InMemoryBankHub twin = twin().service();
    return Stream.generate(() -> twin.connectedAs(twin.control().credentials(), twin.environment()))
        .map(BankHub::accessToken)
        .limit(tokenRequests())
        .toList();
  }

  /** Selects how the service reports errors. A real service is assumed to do so as observed. */
  void errorStyle(ErrorStyle style) {
    if (offline.isPresent() || style != ErrorStyle.OBSERVED) {
      control().errorStyle(style);
    }
  }

  Control control() {
    return service().control();
  }

  Instant now() {
    return control().clock().instant();
  }

  LinkToken create(LinkTokenRequest request) {
    return hub.linkTokens().create(request);
  }

  LinkToken createLink() {
    return create(link());
  }

  LinkTokenRequest link() {
    return LinkTokenRequest.link(company);
  }

  LinkTokenRequest unlink() {
    return LinkTokenRequest.unlink(company, linkedAccount());
  }

  /** Creates a link token, without the implementation under test if the service is offline. */
  LinkToken existing(LinkTokenRequest request) {
    return linkTokens().create(request);
  }

  /** The link tokens, without the implementation under test if the service is offline. */
  LinkTokens linkTokens() {
    return offline.<BankHub>map(service -> service).orElse(hub).linkTokens();
  }

  LinkToken existingLink() {
    return existing(link());
  }

  BankAccountXid linkedAccount() {
    return control().addBankAccount(company, MB_BANK);
  }

  /** The statuses of the service's responses to one operation, oldest first. */
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
