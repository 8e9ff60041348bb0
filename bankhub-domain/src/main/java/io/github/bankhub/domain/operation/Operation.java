package io.github.bankhub.domain.operation;

import static io.github.bankhub.domain.operation.Operation.RetryRule.IDEMPOTENT;
import static io.github.bankhub.domain.operation.Operation.RetryRule.NON_IDEMPOTENT;
import static io.github.bankhub.domain.operation.Operation.RetryRule.SAFE;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of Bank Hub: one row each. A client, a fake and the documentation read their facts
 * from this table. Source: page "API Overview" and the page of each operation.
 */
public enum Operation {
  /**
   * Creates an access token. A retry is harmless: it gets another token, and the token of the lost
   * response expires unused.
   */
  CREATE_ACCESS_TOKEN("POST", "/v1/token", 201, IDEMPOTENT),

  /** Creates a link token. A retry would create a second one: there is no idempotency key. */
  CREATE_LINK_TOKEN(
      "POST", "/v1/link-token/create", 201, NON_IDEMPOTENT, "company_xid", "bank_account_xid"),

  /** Gets the details of a link token. Changes nothing, although it is a POST. */
  GET_LINK_TOKEN("POST", "/v1/link-token/get", 200, SAFE, "link_token"),

  /**
   * Revokes a link token. SePay reports 404 for a token that is revoked already. So a 404 after an
   * attempt with an unknown outcome means that the earlier attempt revoked it, and a retry is
   * harmless.
   */
  REVOKE_LINK_TOKEN("POST", "/v1/link-token/revoke", 200, IDEMPOTENT, "link_token_xid"),

  /** Lists companies. */
  LIST_COMPANIES("GET", "/v1/company", 200, SAFE),

  /** Gets one company. */
  GET_COMPANY("GET", "/v1/company/{xid}", 200, SAFE, "company_xid"),

  /**
   * Creates a company. A retry would fail or create a second one: there is no idempotency key, and
   * the names of companies are unique.
   */
  CREATE_COMPANY("POST", "/v1/company/create", 201, NON_IDEMPOTENT),

  /** Changes some fields of a company. A second, identical change has no further effect. */
  EDIT_COMPANY("POST", "/v1/company/edit/{xid}", 200, IDEMPOTENT, "company_xid"),

  /** Counts the transactions of a company, each day and in total. */
  GET_COMPANY_COUNTER("GET", "/v1/company/counter/{xid}", 200, SAFE, "company_xid"),

  /** Lists bank accounts. */
  LIST_BANK_ACCOUNTS("GET", "/v1/bank-account", 200, SAFE, "company_xid"),

  /** Gets one bank account. */
  GET_BANK_ACCOUNT("GET", "/v1/bank-account/{xid}", 200, SAFE, "bank_account_xid"),

  /** Lists transactions. */
  LIST_TRANSACTIONS("GET", "/v1/transaction", 200, SAFE, "company_xid", "bank_account_xid"),

  /** Gets one transaction. */
  GET_TRANSACTION("GET", "/v1/transaction/{transaction_id}", 200, SAFE, "transaction_id"),

  /**
   * Simulates a transaction, in the sandbox. A retry would simulate a second one: there is no
   * idempotency key.
   */
  CREATE_TRANSACTION("POST", "/v1/transaction/create", 200, NON_IDEMPOTENT, "bank_account_xid"),

  /** Gets the settings of the merchant. */
  GET_MERCHANT_SETTINGS("GET", "/v1/merchant-config", 200, SAFE),

  /** Changes some settings of the merchant. A second, identical change has no further effect. */
  CHANGE_MERCHANT_SETTINGS("POST", "/v1/merchant-config", 200, IDEMPOTENT),

  /**
   * Uploads the logo of the merchant. It replaces the former one, so a second, identical upload
   * leaves the same logo. Only its address is another one, and the last response has it.
   */
  UPLOAD_LOGO("POST", "/v1/merchant-config/logo", 200, IDEMPOTENT),

  /** Counts the transactions of all companies. */
  GET_MERCHANT_COUNTER("GET", "/v1/merchant-config/counter", 200, SAFE),

  /** Gets the webhook of the merchant. */
  GET_WEBHOOK_SETTINGS("GET", "/v1/webhook", 200, SAFE),

  /** Replaces the webhook of the merchant. A second, identical request has no further effect. */
  SET_WEBHOOK_SETTINGS("POST", "/v1/webhook", 200, IDEMPOTENT);

  private static final Set<String> SECRET_FIELDS =
      Set.of("link_token", "secret_key", "q", "transaction_content");

  private final String method;
  private final String path;
  private final @Nullable String pathField;
  private final int successStatus;
  private final RetryRule retryRule;

  // List.of returns an immutable list, but the type List does not say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> referenceFields;

  Operation(
      String method,
      String path,
      int successStatus,
      RetryRule retryRule,
      String... referenceFields) {
    this.method = method;
    this.path = path;
    this.pathField =
        path.endsWith("}") ? path.substring(path.indexOf('{') + 1, path.length() - 1) : null;
    this.successStatus = successStatus;
    this.retryRule = retryRule;
    this.referenceFields = List.of(referenceFields);
  }

  /** {@return the HTTP method, in capitals} */
  public String method() {
    return method;
  }

  /**
   * {@return the path below the base URI, with a leading slash; an id at its end is a field in
   * braces, such as {@code {xid}}}
   */
  public String path() {
    return path;
  }

  /** {@return the request field that ends the path, such as {@code xid}, if there is one} */
  public Optional<String> pathField() {
    return Optional.ofNullable(pathField);
  }

  /**
   * {@return the request field that is a file, such as {@code logo}, if there is one} The request
   * is then multipart/form-data, and has no other field.
   */
  public Optional<String> fileField() {
    return this == UPLOAD_LOGO ? Optional.of("logo") : Optional.empty();
  }

  /** {@return the HTTP status of a success} A client accepts every 2xx status. */
  public int successStatus() {
    return successStatus;
  }

  /** {@return true if a request changes nothing} */
  public boolean isSafe() {
    return retryRule == SAFE;
  }

  /** {@return true if a second, identical request changes nothing more; true if it is safe} */
  public boolean isIdempotent() {
    return retryRule != NON_IDEMPOTENT;
  }

  /**
   * {@return true if a request carries an access token, false if it carries the client id and
   * secret}
   */
  public boolean usesAccessToken() {
    return this != CREATE_ACCESS_TOKEN;
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
   * {@return the name of a reference in the fields of a request: that of the path if the path has
   * it, such as {@code xid}}
   */
  public String fieldOf(String referenceField) {
    return pathField().orElse(referenceField);
  }

  /**
   * {@return true for {@code link_token} and {@code secret_key}, which are secrets, and for the
   * search text {@code q} and {@code transaction_content}, which may be personal: they must not be
   * shown}
   */
  public static boolean isSecret(String field) {
    return SECRET_FIELDS.contains(field);
  }

  /** {@return method and path} */
  @Override
  public String toString() {
    return method + " " + path;
  }

  /** What a second, identical request can change. */
  enum RetryRule {
    /** Nothing, and the first one changes nothing either. */
    SAFE,
    /** Nothing more. */
    IDEMPOTENT,
    /** Something again. */
    NON_IDEMPOTENT
  }
}
