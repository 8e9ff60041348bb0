package io.github.bankhub.domain.failure;

/** The calls that Bank Hub offers, each with its method and path. */
public enum Operation {
  /** Getting an access token. */
  CREATE_ACCESS_TOKEN("POST", "/v1/token"),
  /** Creating a link token. */
  CREATE_LINK_TOKEN("POST", "/v1/link-token/create");

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
   * @return the path, with a leading slash
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
