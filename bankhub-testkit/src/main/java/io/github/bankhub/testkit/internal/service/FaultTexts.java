package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.fault.FaultScenario;

/** The texts of faults, over HTTP and in memory. */
public final class FaultTexts {

  /** Cloudflare's id of a blocked request. */
  public static final String RAY_ID = "8f1a2b3c4d5e6f70";

  /** The blocked address, from the range that is reserved for examples. */
  public static final String ADDRESS = "203.0.113.7";

  /** A field that is not a reference. */
  public static final String INVALID_FIELD = "purpose";

  /** The message for that field. */
  public static final String INVALID_MESSAGE = "Giá trị không hợp lệ";

  /** The firewall's page. */
  public static final String BLOCK_PAGE =
      """
      <!DOCTYPE html>
      <html><head><title>Access denied</title></head>
      <body><h1>This request was stopped by the firewall</h1>
      <p>Ray ID: <strong>%s</strong></p><p>Your IP: <span>%s</span></p>
      </body></html>
      """
          .formatted(RAY_ID, ADDRESS);

  /** The firewall's page for a service that is down, with a placeholder for the status. */
  public static final String GATEWAY_PAGE =
      """
      <!DOCTYPE html>
      <html><head><title>%1$d</title></head>
      <body><h1>The origin sent no valid response: error %1$d</h1></body></html>
      """;

  /** A login page that arrives with a success status. */
  public static final String LOGIN_PAGE =
      """
      <!DOCTYPE html>
      <html><head><title>Welcome</title></head>
      <body><h1>Log in to use this network</h1></body></html>
      """;

  private FaultTexts() {}

  /** {@return the message of an error response} */
  public static String message(FaultScenario scenario) {
    return switch (scenario) {
      case UNAUTHENTICATED_401_BY_GATEWAY, FORBIDDEN_403_IN_BROKEN_GZIP -> "no reason was given";
      case UNAUTHENTICATED_401 -> "Unauthenticated";
      case FORBIDDEN_403 -> "Forbidden";
      case NOT_FOUND_404 -> "Not found";
      case WRONG_METHOD_405 -> "Method not allowed";
      case REQUEST_TIMEOUT_408 -> "Request timeout";
      case TOO_LARGE_413 -> "Request body too large";
      case RATE_LIMITED_429, RATE_LIMITED_429_SECONDS, RATE_LIMITED_429_DATE -> "Too many requests";
      case UNAVAILABLE_503, UNAVAILABLE_503_SECONDS -> "Service unavailable";
      default -> "Internal error";
    };
  }
}
