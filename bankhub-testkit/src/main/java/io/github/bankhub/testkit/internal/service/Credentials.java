package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.ClientCredentials;
import java.util.Objects;

/** The credentials of a request, decoded. Immutable; printing them shows no secret. */
public sealed interface Credentials {

  /** No credentials, or none that can be read. */
  record None() implements Credentials {}

  /** The client's own credentials. */
  record Basic(ClientCredentials client) implements Credentials {}

  /** An access token. */
  record Bearer(String token) implements Credentials {

    /** Checks that there is a token. */
    public Bearer {
      Objects.requireNonNull(token, "token");
    }

    /** Returns the type alone. */
    @Override
    public String toString() {
      return "Bearer[***]";
    }
  }
}
