package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The clients of the service and their access tokens. Not thread-safe. */
public final class AccessTokens {

  private static final int MIN_CLEAN_UP_SIZE = 1_000;

  private final InstantSource clock;
  private final Ids ids;
  private final TestSettings settings;
  private final Set<ClientCredentials> clients = new HashSet<>();
  private final Map<String, Instant> expiries = new HashMap<>();
  private int cleanUpSize = MIN_CLEAN_UP_SIZE;

  AccessTokens(InstantSource clock, Ids ids, TestSettings settings) {
    this.clock = clock;
    this.ids = ids;
    this.settings = settings;
  }

  public void addClient(ClientCredentials client) {
    clients.add(client);
  }

  /** Adds a token, as if it had just been issued. */
  public AccessToken add(String token) {
    Instant now = clock.instant();
    AccessToken issued = new AccessToken(token, now, now.plus(settings.accessTokenLifetime()));
    removeExpired(now);
    expiries.put(token, issued.expiresAt());
    return issued;
  }

  /** From time to time, so that a long run does not need more and more memory. */
  private void removeExpired(Instant now) {
    if (expiries.size() >= cleanUpSize) {
      expiries.values().removeIf(expiresAt -> !now.isBefore(expiresAt));
      cleanUpSize = Math.max(MIN_CLEAN_UP_SIZE, 2 * expiries.size());
    }
  }

  /** {@return whether a text is an access token or the secret of a client} */
  boolean knows(String text) {
    return expiries.containsKey(text)
        || clients.stream().anyMatch(client -> client.clientSecret().reveal().equals(text));
  }

  int size() {
    return expiries.size();
  }

  AccessToken issue() {
    return add(ids.hex40(Kind.ACCESS_TOKEN));
  }

  public void expireAll() {
    expiries.clear();
  }

  void authenticate(Operation operation, Credentials credentials) {
    boolean isValid = operation.usesAccessToken() ? isActive(credentials) : isClient(credentials);
    if (!isValid) {
      throw ErrorResponse.of(ErrorResponse.Kind.UNAUTHENTICATED, hint(operation, credentials));
    }
  }

  private static String hint(Operation operation, Credentials credentials) {
    if (credentials instanceof Credentials.Apikey) {
      return "SePay sends Authorization: Apikey to you, with an IPN; "
          + (operation.usesAccessToken()
              ? "send an access token, as Authorization: Bearer"
              : "send the client id and client secret by HTTP Basic");
    }
    if (operation.usesAccessToken()) {
      return credentials instanceof Credentials.Bearer
          ? "the access token is unknown or has expired; POST /v1/token returns another one."
              + " A token of my.sepay.vn is for another product"
          : "send an access token that has not expired, as Authorization: Bearer";
    }
    return credentials instanceof Credentials.Basic
        ? "no client has this id and secret; GET /_testkit/credentials returns those of a client"
        : "send the client id and client secret by HTTP Basic";
  }

  private boolean isClient(Credentials credentials) {
    return credentials instanceof Credentials.Basic basic && clients.contains(basic.client());
  }

  private boolean isActive(Credentials credentials) {
    if (!(credentials instanceof Credentials.Bearer bearer)) {
      return false;
    }
    Instant expiresAt = expiries.get(bearer.token());
    return expiresAt != null && clock.instant().isBefore(expiresAt);
  }
}
