package io.github.bankhub.domain.port;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountPage;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The accounts of all pages, one page at a time. */
final class AllBankAccounts implements Iterator<BankAccount> {

  private final BankAccounts accounts;
  private Optional<BankAccountQuery> next;
  private List<BankAccountXid> before = List.of();
  private Iterator<BankAccount> page = Collections.emptyIterator();

  AllBankAccounts(BankAccounts accounts, BankAccountQuery query) {
    this.accounts = accounts;
    this.next = Optional.of(query);
  }

  /** Not by flatMap, which would ask for every page as soon as somebody iterates. */
  Stream<BankAccount> stream() {
    int character = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, character), false);
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && next.isPresent()) {
      BankAccountPage listed = accounts.list(next.get());
      List<BankAccountXid> xids = listed.accounts().stream().map(BankAccount::xid).toList();
      // Whatever it says, the last page was the one before, if this one has no accounts or the
      // same once more: or a stream could be without end.
      boolean isNew = !xids.equals(before);
      before = xids;
      page = isNew ? listed.accounts().iterator() : Collections.emptyIterator();
      next = isNew && page.hasNext() ? listed.next() : Optional.empty();
    }
    return page.hasNext();
  }

  @Override
  public BankAccount next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the last account has been given");
    }
    return page.next();
  }
}
