package io.github.bankhub.benchmark;

/** The create call, as a client without a library of its own sends and reads it. */
public final class Wire {

  public static final String PATH = "/v1/link-token/create";
  public static final String COMPANY = "5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d10";
  public static final Request REQUEST =
      new Request(COMPANY, "LINK_BANK_ACCOUNT", "https://yourapp.com/success?user=42");

  static final String TOKEN = padded("{'code': 201, 'access_token': 't0ken', 'ttl': 60000");
  static final String CREATED =
      padded(
          "{'xid': '5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11', 'hosted_link_url':"
              + " 'https://bankhub.sepay.vn/link/5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11',"
              + " 'link_token': '0e9d8c7b6a5f4e3d2c1b0a', 'expires_at': '2036-01-31 10:30:00'");
  static final String PLAID =
      padded(
          "{'link_token': 'link-sandbox-0e9d8c7b', 'expiration': '2036-01-31T10:30:00Z',"
              + " 'request_id': 'XQVgFigpGHXkb0b'");
  static final String STRIPE =
      padded(
          "{'id': 'cus_NffrFeUfNV2Hib', 'object': 'customer', 'created': 1680893993,"
              + " 'email': 'jenny@example.com', 'livemode': false, 'metadata': {}");

  /** Has the names of the JSON fields. */
  public record Request(String company_xid, String purpose, String completion_redirect_uri) {}

  /** Has the names of the JSON fields. */
  public record Response(String xid, String hosted_link_url, String link_token, String expires_at) {
    public Response {
      if (link_token == null || hosted_link_url == null) {
        throw new IllegalStateException("a field is missing");
      }
    }
  }

  private Wire() {}

  /** All responses have the same size. */
  private static String padded(String json) {
    return (json + " ".repeat(280 - json.length()) + "}").replace('\'', '"');
  }

  /** {@return the response that each fake gives} */
  public static String created() {
    return CREATED;
  }
}
