package io.github.bankhub.feign.internal.response;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page with which the firewall in front of Bank Hub blocks a request.
 *
 * @param rayId the id of the request in the firewall's log
 * @param address the client's address, as the firewall saw it
 * @param isCertain whether the page says that it is the firewall's; without that, another gateway
 *     may have sent it after Bank Hub performed the request
 */
public record FirewallPage(@Nullable String rayId, @Nullable String address, boolean isCertain) {

  /** {@return the page, if the response is one} */
  public static Optional<FirewallPage> in(BufferedResponse response) {
    return isBlock(response) ? Optional.of(Patterns.read(response)) : Optional.empty();
  }

  private static boolean isBlock(BufferedResponse response) {
    return switch (response.status()) {
      case 403 -> response.isHtml();
      case 429, 500, 502, 504 -> false;
      default ->
          response.isHtml()
              && response.status() < 520
              && namesBlock(response)
              && !isResult(response);
    };
  }

  /** A result of Bank Hub can contain any text, and a proxy can declare it as HTML. */
  private static boolean isResult(BufferedResponse response) {
    return response.isSuccess() && response.errorFields().isPresent();
  }

  /** Cloudflare can put its own page with a ray id in place of a 5xx, after the request. */
  private static boolean isCertain(BufferedResponse response) {
    return response.header("cf-mitigated").isPresent()
        || (namesBlock(response) && response.status() < 500);
  }

  /** "Cloudflare" is no sign: it also appears on pages that Cloudflare passes on. */
  private static boolean namesBlock(BufferedResponse response) {
    return response.header("cf-mitigated").isPresent()
        || response.text().toLowerCase(Locale.ROOT).contains("ray id");
  }

  /** The content of a page. It is apart, so that no other response loads the patterns. */
  private static final class Patterns {

    /** An id as Cloudflare writes it. Any other text could be a secret of the request. */
    private static final String RAY = "(?=[0-9]*[a-f])[0-9a-f]{16}(?![0-9A-Za-z])";

    private static final String V4 = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}";
    private static final String V6 = "[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}";
    private static final String TAGS = "\\s*(?:<[^>]{0,500}>\\s*){0,5}";

    private static final Pattern RAY_ID = Pattern.compile("(?i)Ray ID:?" + TAGS + "(" + RAY + ")");
    private static final Pattern RAY_HEADER = Pattern.compile(RAY + "(?:-[A-Z]{3})?");
    private static final Pattern ADDRESS =
        Pattern.compile(
            "(?i)Your IP(?: address)?:?" + TAGS + "(" + V4 + "|" + V6 + ")(?![0-9A-Za-z.:])");

    static FirewallPage read(BufferedResponse response) {
      String page = response.textWithNumbers();
      String inPage = find(RAY_ID, page);
      String rayId =
          inPage == null
              ? response.header("CF-RAY").filter(RAY_HEADER.asMatchPredicate()).orElse(null)
              : inPage;
      return new FirewallPage(rayId, find(ADDRESS, page), isCertain(response));
    }

    private static @Nullable String find(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.group(1) : null;
    }
  }
}
