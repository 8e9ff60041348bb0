package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.InternalService;
import io.github.bankhub.testkit.internal.service.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keepers of access tokens with one fault each, as suites. */
final class WrongAccessTokens {

  private WrongAccessTokens() {}

  /** A hub that connects anew, with an empty cache, whenever its own rule says so. */
  abstract static class Reconnects extends AccessTokensContract {

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      Supplier<BankHub> hub = hubs(service, () -> service.connectedAs(credentials, rules));
      return new Hub(
          rules,
          new Creates(right.linkTokens(), request -> hub.get().linkTokens().create(request)),
          right.bankAccounts(),
          () -> hub.get().accessTokens().current());
    }

    /** Gives the hub to make the next call with. */
    abstract Supplier<BankHub> hubs(InMemoryBankHub service, Supplier<BankHub> fresh);
  }

  static final class AsksForATokenPerCall extends Reconnects {
    @Override
    Supplier<BankHub> hubs(InMemoryBankHub service, Supplier<BankHub> fresh) {
      return fresh;
    }
  }

  static final class KeepsATokenPerThread extends Reconnects {
    @Override
    Supplier<BankHub> hubs(InMemoryBankHub service, Supplier<BankHub> fresh) {
      return ThreadLocal.withInitial(fresh)::get;
    }
  }

  static final class KeepsATokenPerPort extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return Hub.of(
          service.connectedAs(credentials, rules),
          service.connectedAs(credentials, rules).accessTokens());
    }
  }

  static final class WantsAMinuteLeft extends Reconnects {
    @Override
    Supplier<BankHub> hubs(InMemoryBankHub service, Supplier<BankHub> fresh) {
      return until(
          fresh,
          token ->
              token.hasExpiredAt(service.control().clock().instant().plus(Duration.ofMinutes(1))));
    }
  }

  static final class HasNoRoomForALongLife extends Reconnects {
    @Override
    Supplier<BankHub> hubs(InMemoryBankHub service, Supplier<BankHub> fresh) {
      // A client takes a longer lifetime for one day.
      return until(fresh, token -> token.lifetime().toDays() >= 1);
    }
  }

  /** A hub that hands out what another rule says. */
  abstract static class HandsOut extends AccessTokensContract {

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      AtomicReference<@Nullable AccessToken> last = new AtomicReference<>();
      AccessTokens wrong =
          () -> last.updateAndGet(kept -> next(kept, right.accessTokens(), service));
      return Hub.of(right, wrong);
    }

    abstract AccessToken next(
        @Nullable AccessToken kept, AccessTokens right, InMemoryBankHub service);
  }

  static final class KeepsATokenForEver extends HandsOut {
    @Override
    AccessToken next(@Nullable AccessToken kept, AccessTokens right, InMemoryBankHub service) {
      return kept == null ? right.current() : kept;
    }
  }

  static final class KeepsATokenUntilAfterItsEnd extends HandsOut {
    @Override
    AccessToken next(@Nullable AccessToken kept, AccessTokens right, InMemoryBankHub service) {
      Instant now = service.control().clock().instant();
      return kept == null || now.isAfter(kept.expiresAt()) ? right.current() : kept;
    }
  }

  static final class KeepsARefusedToken extends HandsOut {
    @Override
    AccessToken next(@Nullable AccessToken kept, AccessTokens right, InMemoryBankHub service) {
      Instant now = service.control().clock().instant();
      return kept == null || kept.hasExpiredAt(now) ? right.current() : kept;
    }
  }

  static final class ReadsALifeInMinutes extends HandsOut {
    @Override
    AccessToken next(@Nullable AccessToken kept, AccessTokens right, InMemoryBankHub service) {
      AccessToken token = right.current();
      Duration lifetime = token.lifetime().multipliedBy(60);
      return new AccessToken(token.reveal(), token.issuedAt(), token.issuedAt().plus(lifetime));
    }
  }

  static final class CountsALifeFromTheAnswer extends HandsOut {
    @Override
    AccessToken next(@Nullable AccessToken kept, AccessTokens right, InMemoryBankHub service) {
      AccessToken token = right.current();
      Duration delay = Duration.ofSeconds(2);
      return new AccessToken(
          token.reveal(), token.issuedAt().plus(delay), token.expiresAt().plus(delay));
    }
  }

  /** A hub that does something more about its link tokens. */
  abstract static class Calls extends AccessTokensContract {

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      Supplier<BankHub> fresh = () -> service.connectedAs(credentials, rules);
      return Hub.creating(right, request -> create(request, right, fresh, service));
    }

    abstract LinkToken create(
        LinkTokenRequest request, BankHub right, Supplier<BankHub> fresh, InMemoryBankHub service);
  }

  static final class NeverLooksAtTheClock extends Calls {
    private @Nullable AccessToken first;

    @Override
    synchronized LinkToken create(
        LinkTokenRequest request, BankHub right, Supplier<BankHub> fresh, InMemoryBankHub service) {
      AccessToken kept = first;
      Instant now = service.control().clock().instant();
      if (kept == null) {
        first = right.accessTokens().current();
      } else if (kept.hasExpiredAt(now)) {
        callWith(kept, service);
      }
      return right.linkTokens().create(request);
    }

    /** Makes the call whose refusal tells this client that its token has ended. */
    private static void callWith(AccessToken expired, InMemoryBankHub service) {
      InternalService.of(service)
          .perform(
              Operation.CREATE_LINK_TOKEN,
              new Credentials.Bearer(expired.reveal()),
              Map.of(),
              service.environment().baseUri());
    }
  }

  static final class DropsATokenThatAnotherCallRenewed extends Calls {
    @Override
    LinkToken create(
        LinkTokenRequest request, BankHub right, Supplier<BankHub> fresh, InMemoryBankHub service) {
      LinkToken token = right.linkTokens().create(request);
      boolean refused =
          service.control().journal().stream().anyMatch(entry -> entry.status() == 401);
      return refused ? fresh.get().linkTokens().create(request) : token;
    }
  }

  static final class KnocksThreeTimes extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      return new Hub(
          right.environment(),
          new Creates(
              right.linkTokens(), request -> thrice(() -> right.linkTokens().create(request))),
          right.bankAccounts(),
          () -> thrice(right.accessTokens()::current));
    }

    private static <T> T thrice(Supplier<T> call) {
      for (int attempt = 1; attempt < 3; attempt++) {
        try {
          return call.get();
        } catch (AccessDeniedException refused) {
          // Tries again, which is the fault.
        }
      }
      return call.get();
    }
  }

  static final class NeverForgivesARefusal extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      AtomicReference<@Nullable AccessDeniedException> refusal = new AtomicReference<>();
      AccessTokens resentful =
          () -> {
            AccessDeniedException known = refusal.get();
            if (known != null) {
              throw known;
            }
            try {
              return right.accessTokens().current();
            } catch (AccessDeniedException e) {
              refusal.set(e);
              throw e;
            }
          };
      return Hub.of(right, resentful);
    }
  }

  static final class SaysThatADenialMayHaveBeenPerformed extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      AccessTokens vague =
          () -> {
            try {
              return right.accessTokens().current();
            } catch (AccessDeniedException e) {
              throw new AccessDeniedException(
                  CallDetails.unknown(Operation.CREATE_ACCESS_TOKEN), "no reason was given");
            }
          };
      return Hub.of(right, vague);
    }
  }

  static final class SharesOneTokenAmongClients extends AccessTokensContract {
    private final AtomicReference<@Nullable BankHub> first = new AtomicReference<>();

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub own = service.connectedAs(credentials, rules);
      BankHub shared = first.compareAndExchange(null, own);
      return shared == null ? own : shared;
    }
  }

  static final class PrintsItsToken extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      AccessTokens talkative =
          new AccessTokens() {
            @Override
            public AccessToken current() {
              return right.accessTokens().current();
            }

            @Override
            public String toString() {
              return "AccessTokens, now " + current().reveal();
            }
          };
      return Hub.of(right, talkative);
    }
  }

  /** A hub that is replaced by a fresh one once its token is found to be over. */
  private static Supplier<BankHub> until(Supplier<BankHub> fresh, Predicate<AccessToken> over) {
    AtomicReference<BankHub> present = new AtomicReference<>(fresh.get());
    return () ->
        present.updateAndGet(hub -> over.test(hub.accessTokens().current()) ? fresh.get() : hub);
  }
}
