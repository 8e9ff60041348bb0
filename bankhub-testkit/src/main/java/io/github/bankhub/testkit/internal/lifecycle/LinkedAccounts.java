package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The linked bank accounts, each of one company. Not thread-safe.
 *
 * <p>Assumed: the company of an inactive account can link it again, and it keeps its id.
 */
public final class LinkedAccounts {

  /**
   * An account in the lists. Immutable.
   *
   * @param sequence its place in the order in which accounts were linked
   * @param holder the holder in lower case
   * @param number the number in lower case
   */
  public record Listed(long sequence, LinkedAccount linked, String holder, String number) {

    /** {@return whether the holder's name or the number contains a text in lower case} */
    public boolean contains(String text) {
      return holder.contains(text) || number.contains(text);
    }
  }

  /** Those of a company, those at a bank, or both; null for any. */
  private record Filter(@Nullable String company, @Nullable String bank) {

    static Filter of(@Nullable String company, @Nullable String bank) {
      return new Filter(company, bank == null ? null : bank.toLowerCase(Locale.ROOT));
    }

    static List<Filter> allOf(LinkedAccount linked) {
      String company = linked.company().value();
      String bank = linked.account().bank();
      return List.of(of(null, null), of(company, null), of(null, bank), of(company, bank));
    }
  }

  private static final Comparator<Listed> IN_ORDER = Comparator.comparingLong(Listed::sequence);

  private final InstantSource clock;
  private final Supplier<UUID> xids;
  private final Map<BankAccountXid, Listed> accounts = new HashMap<>();
  private final Map<SandboxAccount, Listed> byAccount = new HashMap<>();
  private final Map<Filter, List<Listed>> lists = new HashMap<>();
  private long linkings;

  public LinkedAccounts(InstantSource clock, Supplier<UUID> xids) {
    this.clock = clock;
    this.xids = xids;
  }

  public Optional<LinkedAccount> find(BankAccountXid xid) {
    return Optional.ofNullable(accounts.get(xid)).map(Listed::linked);
  }

  /**
   * {@return the accounts of a company and at a bank, in the order in which they were linked; the
   * next change changes the list}
   *
   * @param company the company's id; null for any
   * @param bank the bank's code in any case; null for any
   */
  public List<Listed> list(@Nullable String company, @Nullable String bank) {
    return lists.getOrDefault(Filter.of(company, bank), List.of());
  }

  /** {@return a copy, in the order in which they were linked} */
  public List<LinkedAccount> all() {
    return list(null, null).stream().map(Listed::linked).toList();
  }

  /** {@return a copy} */
  public List<LinkedAccount> newestFirst() {
    List<LinkedAccount> all = new ArrayList<>(all());
    Collections.reverse(all);
    return all;
  }

  /** {@return the linked account of a sandbox account, active or not; empty if it is not linked} */
  public Optional<LinkedAccount> of(SandboxAccount account) {
    return Optional.ofNullable(byAccount.get(account)).map(Listed::linked);
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
                        new BankAccountXid(xids.get().toString()),
                        company,
                        account,
                        true,
                        now,
                        now));
    add(linked);
    return linked;
  }

  public void link(BankAccountXid xid, CompanyXid company, SandboxAccount account) {
    Instant now = clock.instant();
    add(new LinkedAccount(xid, company, account, true, now, now));
  }

  /** Adds a linked account as it was before. One with the same id keeps its place. */
  public void add(LinkedAccount linked) {
    Listed before = accounts.get(linked.xid());
    if (before != null) {
      remove(before);
    }
    Listed listed =
        new Listed(
            before == null ? linkings++ : before.sequence(),
            linked,
            linked.account().holder().toLowerCase(Locale.ROOT),
            linked.account().number().toLowerCase(Locale.ROOT));
    accounts.put(linked.xid(), listed);
    byAccount.put(linked.account(), listed);
    for (Filter filter : Filter.allOf(linked)) {
      List<Listed> list = lists.computeIfAbsent(filter, key -> new ArrayList<>());
      list.add(-Collections.binarySearch(list, listed, IN_ORDER) - 1, listed);
    }
  }

  private void remove(Listed listed) {
    accounts.remove(listed.linked().xid());
    byAccount.remove(listed.linked().account(), listed);
    for (Filter filter : Filter.allOf(listed.linked())) {
      List<Listed> list = Objects.requireNonNull(lists.get(filter));
      list.remove(Collections.binarySearch(list, listed, IN_ORDER));
      if (list.isEmpty()) {
        lists.remove(filter);
      }
    }
  }

  void inactivate(BankAccountXid xid) {
    find(xid).ifPresent(linked -> add(linked.withActive(false, clock.instant())));
  }

  void unlink(BankAccountXid xid) {
    Listed listed = accounts.get(xid);
    if (listed != null) {
      remove(listed);
    }
  }
}
