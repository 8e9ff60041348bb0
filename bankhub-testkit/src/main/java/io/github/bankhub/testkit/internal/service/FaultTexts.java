package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.fault.FaultScenario;

/** What faults say, over HTTP and in memory. */
public final class FaultTexts {

  /** Cloudflare's id of a refusal. */
  public static final String RAY_ID = "8f1a2b3c4d5e6f70";

  /** The address that is refused: one that is kept for examples. */
  public static final String ADDRESS = "203.0.113.7";

  /** A field that is none of the references. */
  public static final String INVALID_FIELD = "purpose";

  /** What is said of that field. */
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

  /** The firewall's page for a service that is down; takes the status. */
  public static final String GATEWAY_PAGE =
      """
      <!DOCTYPE html>
      <html><head><title>%1$d</title></head>
      <body><h1>The origin did not answer as it should: error %1$d</h1></body></html>
      """;

  /** A page of something else that answers with success. */
  public static final String LOGIN_PAGE =
      """
      <!DOCTYPE html>
      <html><head><title>Welcome</title></head>
      <body><h1>Log in to use this network</h1></body></html>
      """;

  private FaultTexts() {}

  /** The message of a refusal. */
  public static String message(FaultScenario scenario) {
    return switch (scenario) {
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
