package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokenSpec;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokens;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.Map;
import java.util.Optional;

/**
 * Adds data that a test starts from. Not thread-safe. It rejects an id that no client could use in
 * a request.
 */
public record TestData(
    Companies companies,
    LinkedAccounts accounts,
    Transactions transactions,
    LinkTokens linkTokens,
    LinkTokenIssuer issuer) {

  public CompanyXid addCompany(String fullName) {
    return companies.add(fullName);
  }

  public void addCompany(CompanyXid company, String fullName) {
    BankHub.check(Operation.GET_COMPANY, Map.of("xid", company.value()));
    companies.add(company, fullName);
  }

  /** Adds the companies and bank accounts of SePay's samples. */
  public void addSamples() {
    addCompany(Samples.CURL_COMPANY, "Curl sample");
    addCompany(Samples.COMPANY, "Usage sample");
    addBankAccount(
        Samples.CURL_BANK_ACCOUNT, Samples.CURL_COMPANY, SandboxAccount.of("MBBank", "0123456789"));
    addBankAccount(Samples.BANK_ACCOUNT, Samples.COMPANY, SandboxAccount.of("ACB", "4567890123"));
  }

  public BankAccountXid addBankAccount(CompanyXid company, SandboxAccount account) {
    requireFree(company, account);
    return accounts.link(company, account).xid();
  }

  public void addBankAccount(
      BankAccountXid bankAccount, CompanyXid company, SandboxAccount account) {
    BankHub.check(Operation.GET_BANK_ACCOUNT, Map.of("xid", bankAccount.value()));
    requireUnused(accounts.find(bankAccount), "there is a bank account " + bankAccount);
    requireFree(company, account);
    accounts.link(bankAccount, company, account);
  }

  private void requireFree(CompanyXid company, SandboxAccount account) {
    companies.require(company);
    String owner = accounts.of(account).map(linked -> linked.company().value()).orElse("");
    requireUnused(
        accounts.of(account),
        "account %s at %s is linked to company %s"
            .formatted(account.number(), account.bank(), owner));
  }

  public TransactionId addTransaction(SimulatedTransaction transaction) {
    return transactions.add(transaction, require(transaction.bankAccount())).id();
  }

  public void addTransaction(TransactionId id, SimulatedTransaction transaction) {
    BankHub.check(Operation.GET_TRANSACTION, Map.of("transaction_id", id.value()));
    requireUnused(transactions.find(id), "there is a transaction " + id);
    transactions.add(id, transaction, require(transaction.bankAccount()));
  }

  private LinkedAccount require(BankAccountXid bankAccount) {
    return accounts
        .find(bankAccount)
        .orElseThrow(() -> new IllegalArgumentException("there is no bank account " + bankAccount));
  }

  /** Adds a link token that links an account, as if it had just been created. */
  public void addLinkToken(LinkTokenXid xid, LinkTokenSecret secret, CompanyXid company) {
    FormField.id("xid").require(xid.value());
    FormField.id("link_token").require(secret.reveal());
    String name = companies.require(company).fullName();
    requireUnused(linkTokens.find(xid), "there is a link token " + xid);
    requireUnused(
        linkTokens.findBySecret(secret.reveal()), "there is a link token with this secret");
    String language = DisplayLanguage.VIETNAMESE.code();
    issuer.issue(
        xid,
        secret,
        new LinkTokenSpec(company, name, Purpose.LINK_BANK_ACCOUNT, null, 0, language, null));
  }

  private static void requireUnused(Optional<?> existing, String problem) {
    if (existing.isPresent()) {
      throw new IllegalArgumentException(problem + " already");
    }
  }
}
