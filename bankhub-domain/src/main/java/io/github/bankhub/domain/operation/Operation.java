package io.github.bankhub.domain.operation;

/** The calls that Bank Hub offers, each with its method and path. */
public enum Operation {
  /** Getting an access token. */
  CREATE_ACCESS_TOKEN("POST", "/v1/token"),
  /** Creating a link token. */
  CREATE_LINK_TOKEN("POST", "/v1/link-token/create"),
  /** Getting what became of a link token. */
  GET_LINK_TOKEN("POST", "/v1/link-token/get"),
  /** Revoking a link token. */
  REVOKE_LINK_TOKEN("POST", "/v1/link-token/revoke"),
  /** Listing bank accounts. */
  LIST_BANK_ACCOUNTS("GET", "/v1/bank-account"),
  /** Getting one bank account. */
  GET_BANK_ACCOUNT("GET", "/v1/bank-account/{xid}");

  private final String method;
  private final String path;

  Operation(String method, String path) {
    this.method = method;
    this.path = path;
  }

  /**
   * The HTTP method.
   *
   * @return the method in capitals
   */
  public String method() {
    return method;
  }

  /**
   * The path below the environment's base URI.
   *
   * @return the path, with a leading slash; an id in it stands as {@code {xid}}
   */
  public String path() {
    return path;
  }

  /** Returns method and path. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
