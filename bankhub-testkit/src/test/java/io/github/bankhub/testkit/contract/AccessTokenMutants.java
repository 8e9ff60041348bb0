package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.InternalService;
import io.github.bankhub.testkit.contract.Implementation.Client;
import io.github.bankhub.testkit.internal.service.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about access tokens each. */
final class AccessTokenMutants {

  private static final Mutant.Of TOKENS =
      new Mutant.Of(BankHubContract.AccessTokens.class, Operation.CREATE_ACCESS_TOKEN);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private AccessTokenMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(sharing(), lifetimes(), rejections(), denials()).flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> sharing() {
    return Stream.of(
        TOKENS.connects(
            "requests a token for each call",
            reconnecting((service, fresh) -> fresh),
            "AT_02_concurrent_callers_share_one_request",
            "all callers wait for one request"),
        TOKENS.connects(
            "caches a token for each thread",
            reconnecting((service, fresh) -> ThreadLocal.withInitial(fresh)::get),
            "AT_02_concurrent_calls_share_one_request",
            "all calls wait for one request"),
        TOKENS.connects(
            "caches a second token for the ports",
            (service, rules, credentials) ->
                Hub.of(
                    service.connectedAs(credentials, rules),
                    service.connectedAs(credentials, rules)::accessToken),
            "AT_02_the_ports_use_the_cached_token",
            "a hub has one access token for all its ports"),
        TOKENS.connects(
            "prints its token",
            (service, rules, credentials) -> {
              BankHub right = service.connectedAs(credentials, rules);
              return Hub.printing(right, () -> "Hub " + right.accessToken().reveal());
            },
            "LT_24_no_text_contains_the_access_token",
            "the text of a hub hides the access token"));
  }

  private static Stream<Mutant> lifetimes() {
    return Stream.of(
        TOKENS.connects(
            "reads the lifetime in minutes",
            changing(
                token ->
                    new AccessToken(
                        token.reveal(),
                        token.issuedAt(),
                        token.issuedAt().plus(token.lifetime().multipliedBy(60)))),
            "AT_03_a_token_has_the_lifetime_of_the_response",
            "the lifetime is that of the response, in seconds"),
        TOKENS.connects(
            "starts the lifetime at the response",
            changing(
                token ->
                    new AccessToken(
                        token.reveal(),
                        token.issuedAt().plusSeconds(2),
                        token.expiresAt().plusSeconds(2))),
            "AT_03_a_token_has_the_lifetime_of_the_response",
            "the lifetime starts when the token is requested"),
        TOKENS.connects(
            "requests a token for each call",
            reconnecting((service, fresh) -> fresh),
            "AT_03_a_token_is_cached_for_half_its_lifetime",
            "a token is cached for at least half its lifetime"),
        TOKENS.connects(
            "renews a token after it has expired",
            returningUntil((token, now) -> now.isAfter(token.expiresAt())),
            "AT_03_a_token_is_renewed_when_it_expires",
            "an expired token is replaced"),
        TOKENS.connects(
            "caches a token for ever",
            returningUntil((token, now) -> false),
            "AT_03_no_expired_token_is_returned",
            "a returned token has not expired"),
        TOKENS.connects(
            "ignores the lifetime of a token",
            creating(AccessTokenMutants::withTheFirstToken),
            "AT_03_no_call_is_made_with_an_expired_token",
            "the client renews a token before the service rejects it"),
        TOKENS.connects(
            "renews a token one minute before it expires",
            reconnecting(
                (service, fresh) ->
                    until(fresh, token -> token.hasExpiredAt(now(service).plus(MINUTE)))),
            "AT_05_a_token_with_a_very_short_lifetime_serves_several_calls",
            "one token serves several calls"),
        TOKENS.connects(
            "keeps no token that lives for a day",
            reconnecting((service, fresh) -> until(fresh, token -> token.lifetime().toDays() >= 1)),
            "AT_05_a_token_with_a_very_long_lifetime_serves_several_calls",
            "one token serves several calls"));
  }

  private static Stream<Mutant> rejections() {
    return Stream.of(
        TOKENS.connects(
            "returns a rejected token until it expires",
            returningUntil(AccessToken::hasExpiredAt),
            "AT_04_a_rejected_token_is_not_returned_again",
            "a rejected token is replaced"),
        TOKENS.connects(
            "drops a token that another call renewed",
            creating(AccessTokenMutants::droppingTheNewToken),
            "AT_04_a_rejected_token_is_replaced_once",
            "one new token serves the retry and all later calls"),
        TOKENS.connects(
            "drops a token that another call renewed",
            creating(AccessTokenMutants::droppingTheNewToken),
            "AT_04_concurrently_rejected_calls_share_the_new_token",
            "a token that another call renewed stays in the cache"));
  }

  private static Stream<Mutant> denials() {
    return Stream.of(
        TOKENS.connects(
            "sends wrong credentials three times",
            AccessTokenMutants::threeTimes,
            "AT_06_a_wrong_secret_is_denied_after_one_request",
            "wrong credentials are not sent again"),
        TOKENS.connects(
            "does not know what happened to the request",
            AccessTokenMutants::unknown,
            "AT_06_an_unknown_client_is_denied_after_one_request",
            "the service rejected it"),
        TOKENS.connects(
            "sends wrong credentials three times",
            AccessTokenMutants::threeTimes,
            "AT_06_a_call_with_wrong_credentials_is_denied_after_one_request",
            "wrong credentials are not sent again"),
        TOKENS.connects(
            "caches a failure for ever",
            AccessTokenMutants::cachingFailures,
            "AT_06_credentials_that_were_denied_once_may_be_accepted_later",
            "a failure is not cached for later callers"),
        TOKENS.connects(
            "shares one token among clients",
            sharedByAll(),
            "AT_06_a_client_does_not_get_the_token_of_another",
            "a client does not get the token of another"));
  }

  /** A client that makes each call with a hub of its choice. */
  private static Client reconnecting(Choice choice) {
    return (service, rules, credentials) -> {
      Supplier<BankHub> hub = choice.of(service, () -> service.connectedAs(credentials, rules));
      return Hub.creating(
              service.connectedAs(credentials, rules),
              request -> hub.get().linkTokens().create(request))
          .withAccessToken(() -> hub.get().accessToken());
    };
  }

  /** A hub that is replaced when its token is over. */
  private static Supplier<BankHub> until(Supplier<BankHub> fresh, Predicate<AccessToken> over) {
    AtomicReference<BankHub> present = new AtomicReference<>(fresh.get());
    return () -> present.updateAndGet(hub -> over.test(hub.accessToken()) ? fresh.get() : hub);
  }

  /** A client that returns another token than the right one. */
  private static Client changing(UnaryOperator<AccessToken> change) {
    return (service, rules, credentials) -> {
      BankHub right = service.connectedAs(credentials, rules);
      return Hub.of(right, () -> change.apply(right.accessToken()));
    };
  }

  /** A client that returns a token until a rule says that it is over. */
  private static Client returningUntil(BiPredicate<AccessToken, Instant> over) {
    return (service, rules, credentials) -> {
      BankHub right = service.connectedAs(credentials, rules);
      AtomicReference<@Nullable AccessToken> last = new AtomicReference<>();
      return Hub.of(
          right,
          () ->
              last.updateAndGet(
                  token ->
                      token == null || over.test(token, now(service))
                          ? right.accessToken()
                          : token));
    };
  }

  /** A client that does something else around each creation of a link token. */
  private static Client creating(Creating creating) {
    return (service, rules, credentials) ->
        creating.of(
            service,
            service.connectedAs(credentials, rules),
            () -> service.connectedAs(credentials, rules));
  }

  private static BankHub withTheFirstToken(
      InMemoryBankHub service, BankHub right, Supplier<BankHub> fresh) {
    AtomicReference<@Nullable AccessToken> first = new AtomicReference<>();
    return Hub.creating(
        right,
        request -> {
          AccessToken known = first.compareAndExchange(null, right.accessToken());
          if (known != null && known.hasExpiredAt(now(service))) {
            callWith(known, service);
          }
          return right.linkTokens().create(request);
        });
  }

  private static void callWith(AccessToken expired, InMemoryBankHub service) {
    InternalService.of(service)
        .perform(
            Operation.CREATE_LINK_TOKEN,
            new Credentials.Bearer(expired.reveal()),
            Map.of(),
            service.environment().baseUri());
  }

  private static BankHub droppingTheNewToken(
      InMemoryBankHub service, BankHub right, Supplier<BankHub> fresh) {
    return Hub.creating(
        right,
        request -> {
          LinkToken token = right.linkTokens().create(request);
          boolean rejected =
              service.control().journal().stream().anyMatch(entry -> entry.status() == 401);
          return rejected ? fresh.get().linkTokens().create(request) : token;
        });
  }

  private static BankHub threeTimes(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHub right = service.connectedAs(credentials, rules);
    return Hub.creating(right, request -> threeTimes(() -> right.linkTokens().create(request)))
        .withAccessToken(() -> threeTimes(right::accessToken));
  }

  private static <T> T threeTimes(Supplier<T> call) {
    for (int attempt = 1; attempt < 3; attempt++) {
      try {
        return call.get();
      } catch (AccessDeniedException e) {
        // The mistake: the next attempt.
      }
    }
    return call.get();
  }

  private static BankHub unknown(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHub right = service.connectedAs(credentials, rules);
    return Hub.of(
        right,
        () -> {
          try {
            return right.accessToken();
          } catch (AccessDeniedException e) {
            throw new AccessDeniedException(
                CallDetails.unknown(Operation.CREATE_ACCESS_TOKEN), "no reason was given");
          }
        });
  }

  private static BankHub cachingFailures(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHub right = service.connectedAs(credentials, rules);
    AtomicReference<@Nullable AccessDeniedException> failure = new AtomicReference<>();
    return Hub.of(
        right,
        () -> {
          AccessDeniedException known = failure.get();
          if (known != null) {
            throw known;
          }
          try {
            return right.accessToken();
          } catch (AccessDeniedException e) {
            failure.set(e);
            throw e;
          }
        });
  }

  private static Client sharedByAll() {
    Map<InMemoryBankHub, BankHub> hubs = new ConcurrentHashMap<>();
    return (service, rules, credentials) ->
        hubs.computeIfAbsent(service, one -> one.connectedAs(credentials, rules));
  }

  private static Instant now(InMemoryBankHub service) {
    return service.control().clock().instant();
  }

  /** Chooses the hub of each call. */
  @FunctionalInterface
  private interface Choice {
    Supplier<BankHub> of(InMemoryBankHub service, Supplier<BankHub> fresh);
  }

  /** Makes a hub that creates link tokens in its own way. */
  @FunctionalInterface
  private interface Creating {
    BankHub of(InMemoryBankHub service, BankHub right, Supplier<BankHub> fresh);
  }
}
