package io.github.bankhub.testkit.contract;

import static io.github.bankhub.domain.json.ApiObject.VIETNAM;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bank account ports with one fault each, as suites. */
final class WrongBankAccounts {

  private WrongBankAccounts() {}

  /** The fake, with something done wrong around it. */
  abstract static class Around extends BankAccountsContract {

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub hub = service.connectedAs(credentials, rules);
      BankAccounts right = hub.bankAccounts();
      BankAccounts wrong =
          new BankAccounts() {
            @Override
            public Page<BankAccount> list(BankAccountQuery query) {
              return Around.this.list(right, query, service);
            }

            @Override
            public BankAccountDetails get(BankAccountXid xid) {
              return Around.this.get(right, xid);
            }

            @Override
            public Stream<BankAccount> all(BankAccountQuery query) {
              return Around.this.all(right, query);
            }
          };
      return new Hub(hub.environment(), hub.linkTokens(), wrong, hub.accessTokens());
    }

    Page<BankAccount> list(BankAccounts right, BankAccountQuery query, InMemoryBankHub service) {
      return right.list(query);
    }

    BankAccountDetails get(BankAccounts right, BankAccountXid xid) {
      return right.get(xid);
    }

    Stream<BankAccount> all(BankAccounts right, BankAccountQuery query) {
      return right.all(query);
    }
  }

  /** The fake, with another page told than the service's. */
  abstract static class Tells extends Around {

    @Override
    Page<BankAccount> list(BankAccounts right, BankAccountQuery query, InMemoryBankHub service) {
      Page<BankAccount> page = right.list(query);
      List<Map<String, @Nullable Object>> items = new ArrayList<>();
      page.items().forEach(account -> items.add(new HashMap<>(account.fields())));
      Map<String, Object> meta = new HashMap<>();
      meta.put("has_more", page.hasNext());
      page.total().ifPresent(total -> meta.put("total", total));
      change(items, meta);
      return query.readPage(Map.of("data", items, "meta", meta), zone());
    }

    abstract void change(List<Map<String, @Nullable Object>> items, Map<String, Object> meta);

    ZoneId zone() {
      return VIETNAM;
    }
  }

  static final class CutsTheIdAtOddCharacters extends Around {
    @Override
    BankAccountDetails get(BankAccounts right, BankAccountXid xid) {
      return right.get(new BankAccountXid(xid.value().replaceFirst("[/?#].*", "")));
    }
  }

  static final class ForgetsTheFilters extends Around {
    @Override
    Page<BankAccount> list(BankAccounts right, BankAccountQuery query, InMemoryBankHub service) {
      return right.list(BankAccountQuery.ALL.withPage(query.page()).withPerPage(query.perPage()));
    }
  }

  static final class TakesAFlagForAWord extends Tells {
    @Override
    void change(List<Map<String, @Nullable Object>> items, Map<String, Object> meta) {
      items.forEach(item -> item.put("active", "inactive"));
    }
  }

  static final class TurnsTheOrderRound extends Tells {
    @Override
    void change(List<Map<String, @Nullable Object>> items, Map<String, Object> meta) {
      Collections.reverse(items);
    }
  }

  static final class SaysThereIsAlwaysMore extends Tells {
    @Override
    void change(List<Map<String, @Nullable Object>> items, Map<String, Object> meta) {
      meta.put("has_more", true);
    }
  }

  static final class TakesAFullPageForOneOfMany extends Tells {
    @Override
    void change(List<Map<String, @Nullable Object>> items, Map<String, Object> meta) {
      meta.put("has_more", items.size() == 2 || items.size() == 5);
    }
  }

  static final class RemembersWhatItListed extends Around {
    private final Map<BankAccountQuery, Page<BankAccount>> kept = new HashMap<>();

    @Override
    Page<BankAccount> list(BankAccounts right, BankAccountQuery query, InMemoryBankHub service) {
      return kept.computeIfAbsent(query, right::list);
    }
  }

  static final class ReadsTimesInUtc extends Tells {
    @Override
    void change(List<Map<String, @Nullable Object>> items, Map<String, Object> meta) {
      // The zone is the fault.
    }

    @Override
    ZoneId zone() {
      return ZoneOffset.UTC;
    }
  }

  static final class TellsNoMoreThanTheList extends Around {
    @Override
    BankAccountDetails get(BankAccounts right, BankAccountXid xid) {
      Map<String, @Nullable Object> fields = new HashMap<>(right.get(xid).fields());
      fields.remove("identification_number");
      return BankAccountDetails.of(fields, VIETNAM);
    }
  }

  static final class StopsAfterTheFirstPage extends Around {
    @Override
    Stream<BankAccount> all(BankAccounts right, BankAccountQuery query) {
      return right.list(query).items().stream();
    }
  }

  static final class AsksForAllPagesAtOnce extends Around {
    @Override
    Stream<BankAccount> all(BankAccounts right, BankAccountQuery query) {
      return right.all(query).toList().stream();
    }
  }

  static final class MakesAnAccountUp extends Around {
    @Override
    BankAccountDetails get(BankAccounts right, BankAccountXid xid) {
      try {
        return right.get(xid);
      } catch (NotFoundException e) {
        return BankAccountDetails.of(Map.of("xid", xid.value()), VIETNAM);
      }
    }
  }

  static final class NeverSendsAgain extends Around {
    @Override
    Page<BankAccount> list(BankAccounts right, BankAccountQuery query, InMemoryBankHub service) {
      if (!service.control().faults().isEmpty()) {
        CallDetails call = CallDetails.unknown(Operation.LIST_BANK_ACCOUNTS);
        throw new UnavailableException(call, Reason.SERVER_ERROR, "once is enough");
      }
      return right.list(query);
    }
  }

  static final class TellsAFailureAsNoAccounts extends Around {
    @Override
    Page<BankAccount> list(BankAccounts right, BankAccountQuery query, InMemoryBankHub service) {
      try {
        return right.list(query);
      } catch (UnavailableException e) {
        return query.readPage(Map.of("data", List.of()), VIETNAM);
      }
    }
  }

  static final class GivesUpOnAnExpiredAccessToken extends Around {
    @Override
    Page<BankAccount> list(BankAccounts right, BankAccountQuery query, InMemoryBankHub service) {
      Page<BankAccount> page = right.list(query);
      if (service.control().journal().stream().anyMatch(entry -> entry.status() == 401)) {
        CallDetails call = CallDetails.rejected(Operation.LIST_BANK_ACCOUNTS, 401);
        throw new AccessDeniedException(call, "the access token has expired");
      }
      return page;
    }
  }
}
