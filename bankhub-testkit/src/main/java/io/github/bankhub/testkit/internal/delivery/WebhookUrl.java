package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.domain.address.HostAndPort;
import java.net.URI;
import java.util.regex.Pattern;

/** The rule for the URL of a webhook: http or https, with a host and without user info. */
final class WebhookUrl {

  private static final Pattern HTTP = Pattern.compile("(?i)https?");
  // Matches also without slashes, because a mistyped URL can contain a password there.
  private static final Pattern USER_INFO = Pattern.compile("(//|:(?=[^/]*:)).*@");

  private WebhookUrl() {}

  static void check(URI url) {
    boolean isWeb = HTTP.matcher(String.valueOf(url.getScheme())).matches();
    if (!isWeb || url.getRawAuthority() == null) {
      throw invalid(url, "; expected: http or https, with a host");
    }
    if (url.getRawAuthority().contains("@")) {
      throw invalid(url, " with user info before its host; expected: none, as it is not sent");
    }
    HostAndPort.of("url", url);
    if (url.getHost() == null && url.getScheme().equalsIgnoreCase("https")) {
      throw invalid(
          url, "; expected: a host without \"_\" for https, as the JDK verifies no other");
    }
  }

  private static IllegalArgumentException invalid(URI url, String problem) {
    String withoutUserInfo = USER_INFO.matcher(url.toString()).replaceFirst("$1");
    return new IllegalArgumentException("url is " + withoutUserInfo + problem);
  }
}
