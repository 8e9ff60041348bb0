package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The linked bank accounts, each of one company. Not thread-safe.
 *
 * <p>Assumed: the company of an inactive account can link it again, and it keeps its id.
 */
public final class LinkedAccounts {

  private final InstantSource clock;
  private final Supplier<String> xids;
  private final Map<BankAccountXid, LinkedAccount> accounts = new LinkedHashMap<>();

  public LinkedAccounts(InstantSource clock, Supplier<String> xids) {
    this.clock = clock;
    this.xids = xids;
  }

  public Optional<LinkedAccount> find(BankAccountXid xid) {
    return Optional.ofNullable(accounts.get(xid));
  }

  /** {@return a copy, in the order in which they were linked} */
  public List<LinkedAccount> all() {
    return List.copyOf(accounts.values());
  }

  public List<LinkedAccount> newestFirst() {
    List<LinkedAccount> all = new ArrayList<>(accounts.values());
    Collections.reverse(all);
    return all;
  }

  /** {@return the linked account of a sandbox account, active or not; empty if it is not linked} */
  public Optional<LinkedAccount> of(SandboxAccount account) {
    return accounts.values().stream().filter(one -> one.account().equals(account)).findAny();
  }

  public boolean isFreeFor(CompanyXid company, SandboxAccount account) {
    return of(account)
        .map(linked -> !linked.active() && linked.company().equals(company))
        .orElse(true);
  }

  /** Links a free account, or activates an inactive one. */
  public LinkedAccount link(CompanyXid company, SandboxAccount account) {
    Instant now = clock.instant();
    LinkedAccount linked =
        of(account)
            .map(inactive -> inactive.withActive(true, now))
            .orElseGet(
                () ->
                    new LinkedAccount(
                        new BankAccountXid(xids.get()), company, account, true, now, now));
    add(linked);
    return linked;
  }

  public void link(BankAccountXid xid, CompanyXid company, SandboxAccount account) {
    Instant now = clock.instant();
    add(new LinkedAccount(xid, company, account, true, now, now));
  }

  /** Adds a linked account as it was before. */
  public void add(LinkedAccount linked) {
    accounts.put(linked.xid(), linked);
  }

  void inactivate(BankAccountXid xid) {
    accounts.computeIfPresent(xid, (key, linked) -> linked.withActive(false, clock.instant()));
  }

  void unlink(BankAccountXid xid) {
    accounts.remove(xid);
  }
}
