package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.ClientCredentials;
import java.util.Objects;

/** The credentials of a request, decoded. Immutable; printing them shows no secret. */
public sealed interface Credentials {

  /** No credentials, or none that can be read. */
  record None() implements Credentials {}

  /** The key of an IPN. It is for the merchant's endpoint, and not for Bank Hub. */
  record Apikey() implements Credentials {}

  record Basic(ClientCredentials client) implements Credentials {}

  record Bearer(String token) implements Credentials {

    public Bearer {
      Objects.requireNonNull(token, "token");
    }

    @Override
    public String toString() {
      return "Bearer[***]";
    }
  }
}
