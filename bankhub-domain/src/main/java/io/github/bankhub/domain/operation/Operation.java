package io.github.bankhub.domain.operation;

import static io.github.bankhub.domain.operation.Operation.Authentication.BASIC;
import static io.github.bankhub.domain.operation.Operation.Authentication.BEARER;
import static io.github.bankhub.domain.operation.Operation.Semantics.IDEMPOTENT;
import static io.github.bankhub.domain.operation.Operation.Semantics.NON_IDEMPOTENT;
import static io.github.bankhub.domain.operation.Operation.Semantics.SAFE;

import java.util.List;

/**
 * The operations of Bank Hub: one row each. A client, a fake and the documentation read their facts
 * from this table. Source: page "API Overview" and the page of each operation.
 */
public enum Operation {
  /**
   * Creates an access token. A retry is harmless: it gets another token, and the token of the lost
   * response expires unused.
   */
  CREATE_ACCESS_TOKEN("POST", "/v1/token", 201, IDEMPOTENT, BASIC),

  /** Creates a link token. A retry would create a second one: there is no idempotency key. */
  CREATE_LINK_TOKEN(
      "POST",
      "/v1/link-token/create",
      201,
      NON_IDEMPOTENT,
      BEARER,
      "company_xid",
      "bank_account_xid"),

  /** Gets the details of a link token. Changes nothing, although it is a POST. */
  GET_LINK_TOKEN("POST", "/v1/link-token/get", 200, SAFE, BEARER, "link_token"),

  /**
   * Revokes a link token. SePay reports 404 for a token that is revoked already. So a 404 after an
   * attempt with an unknown outcome means that the earlier attempt revoked it, and a retry is
   * harmless.
   */
  REVOKE_LINK_TOKEN("POST", "/v1/link-token/revoke", 200, IDEMPOTENT, BEARER, "link_token_xid"),

  /** Lists companies. */
  LIST_COMPANIES("GET", "/v1/company", 200, SAFE, BEARER),

  /** Gets one company. */
  GET_COMPANY("GET", "/v1/company/{xid}", 200, SAFE, BEARER, "company_xid"),

  /** Lists bank accounts. */
  LIST_BANK_ACCOUNTS("GET", "/v1/bank-account", 200, SAFE, BEARER, "company_xid"),

  /** Gets one bank account. */
  GET_BANK_ACCOUNT("GET", "/v1/bank-account/{xid}", 200, SAFE, BEARER, "bank_account_xid");

  private final String method;
  private final String path;
  private final int successStatus;
  private final Semantics semantics;
  private final Authentication authentication;

  // List.of returns an immutable list, but the type List does not say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> referenceFields;

  Operation(
      String method,
      String path,
      int successStatus,
      Semantics semantics,
      Authentication authentication,
      String... referenceFields) {
    this.method = method;
    this.path = path;
    this.successStatus = successStatus;
    this.semantics = semantics;
    this.authentication = authentication;
    this.referenceFields = List.of(referenceFields);
  }

  /** {@return the HTTP method, in capitals} */
  public String method() {
    return method;
  }

  /** {@return the path below the base URI, with a leading slash; an id in it is {@code {xid}}} */
  public String path() {
    return path;
  }

  /** {@return the HTTP status of a success} A client accepts every 2xx status. */
  public int successStatus() {
    return successStatus;
  }

  /** {@return what a second request can change} */
  public Semantics semantics() {
    return semantics;
  }

  /** {@return true unless a second request changes something again} */
  public boolean isIdempotent() {
    return semantics != NON_IDEMPOTENT;
  }

  /** {@return the authentication that the request carries} */
  public Authentication authentication() {
    return authentication;
  }

  /**
   * {@return the request fields that refer to other objects, in the order in which Bank Hub looks
   * them up; unmodifiable} An id in a path has the name that SePay gives it elsewhere, such as
   * {@code bank_account_xid}.
   */
  public List<String> referenceFields() {
    return referenceFields;
  }

  /**
   * {@return the name of a reference in the fields of a request: {@code xid} if the path has it}
   */
  public String fieldOf(String referenceField) {
    return path.endsWith("{xid}") ? "xid" : referenceField;
  }

  /**
   * {@return true for {@code link_token} and the search text {@code q}, which must not be shown:
   * one is a secret, the other may be personal}
   */
  public static boolean isSecret(String field) {
    return field.equals("link_token") || field.equals("q");
  }

  /** {@return method and path} */
  @Override
  public String toString() {
    return method + " " + path;
  }

  /** What a second, identical request can change. */
  public enum Semantics {
    /** Changes nothing. */
    SAFE,
    /** Has the same effect if it is sent twice. */
    IDEMPOTENT,
    /** Has another effect each time it is sent. */
    NON_IDEMPOTENT
  }

  /** The authentication of a request. */
  public enum Authentication {
    /** The client's id and secret, by HTTP Basic authentication. */
    BASIC,
    /** An access token, as a bearer token. */
    BEARER
  }
}
