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
 * The bank accounts that are linked, each to one company. Not thread-safe.
 *
 * <p>Assumed: an account that is only switched off can be linked again by its own company, under
 * its former id.
 */
public final class LinkedAccounts {

  private final InstantSource clock;
  private final Supplier<String> xids;
  private final Map<BankAccountXid, LinkedAccount> accounts = new LinkedHashMap<>();
  private final Map<SandboxAccount, BankAccountXid> byAccount = new LinkedHashMap<>();

  /** Without accounts. */
  public LinkedAccounts(InstantSource clock, Supplier<String> xids) {
    this.clock = clock;
    this.xids = xids;
  }

  /** The account with an id. */
  public Optional<LinkedAccount> find(BankAccountXid xid) {
    return Optional.ofNullable(accounts.get(xid));
  }

  /** All accounts, the newest first. */
  public List<LinkedAccount> newestFirst() {
    List<LinkedAccount> all = new ArrayList<>(accounts.values());
    Collections.reverse(all);
    return all;
  }

  /** Whom an account is linked to, switched on or off. */
  public Optional<LinkedAccount> of(SandboxAccount account) {
    return Optional.ofNullable(byAccount.get(account)).flatMap(this::find);
  }

  /** Whether a company may link an account. */
  public boolean isFreeFor(CompanyXid company, SandboxAccount account) {
    return of(account)
        .map(linked -> !linked.active() && linked.company().equals(company))
        .orElse(true);
  }

  /** Links an account that is free. */
  public LinkedAccount link(CompanyXid company, SandboxAccount account) {
    Instant now = clock.instant();
    LinkedAccount linked =
        of(account)
            .map(off -> off.active(true, now))
            .orElseGet(
                () ->
                    new LinkedAccount(
                        new BankAccountXid(xids.get()), company, account, true, now, now));
    put(linked);
    return linked;
  }

  /** Links an account under an id. */
  public void link(BankAccountXid xid, CompanyXid company, SandboxAccount account) {
    Instant now = clock.instant();
    put(new LinkedAccount(xid, company, account, true, now, now));
  }

  private void put(LinkedAccount linked) {
    accounts.put(linked.xid(), linked);
    byAccount.put(linked.account(), linked.xid());
  }

  void switchOff(BankAccountXid xid) {
    accounts.computeIfPresent(xid, (key, linked) -> linked.active(false, clock.instant()));
  }

  void unlink(BankAccountXid xid) {
    LinkedAccount linked = accounts.remove(xid);
    if (linked != null) {
      byAccount.remove(linked.account());
    }
  }
}
