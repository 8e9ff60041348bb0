package io.github.bankhub.testkit.internal.delivery;

import java.net.URI;
import java.util.regex.Pattern;

/** The rule for the URL of a webhook: http or https, with a host, a valid port and no user info. */
final class WebhookUrl {

  private static final int MAX_PORT = 65_535;
  private static final Pattern HTTP = Pattern.compile("(?i)https?");
  // Matches also without slashes, because a mistyped URL can contain a password there.
  private static final Pattern USER_INFO = Pattern.compile("(//|:(?=[^/]*:)).*@");

  private WebhookUrl() {}

  static void check(URI url) {
    if (!HTTP.matcher(String.valueOf(url.getScheme())).matches() || url.getHost() == null) {
      throw invalid(url, "; expected: http or https, with a host");
    }
    if (url.getPort() > MAX_PORT) {
      throw invalid(url, "; expected: a port up to " + MAX_PORT);
    }
    if (url.getRawUserInfo() != null) {
      throw invalid(url, " with user info before its host; expected: none, as it is not sent");
    }
  }

  private static IllegalArgumentException invalid(URI url, String problem) {
    String withoutUserInfo = USER_INFO.matcher(url.toString()).replaceFirst("$1");
    return new IllegalArgumentException("url is " + withoutUserInfo + problem);
  }
}
