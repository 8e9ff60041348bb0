package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The firewall before Bank Hub, which answers with a page for people. */
public final class FirewallPage {

  /** As Cloudflare writes it. Anything else is not shown: it could be what we sent. */
  private static final String RAY = "(?=[0-9]*[a-f])[0-9a-f]{16}(?![0-9A-Za-z])";

  private static final String V4 = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}";
  private static final String V6 = "[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}";
  private static final String TAGS = "\\s*(?:<[^>]{0,500}>\\s*){0,5}";

  private static final Pattern RAY_ID = Pattern.compile("(?i)Ray ID:?" + TAGS + "(" + RAY + ")");
  private static final Pattern RAY_HEADER = Pattern.compile(RAY + "(?:-[A-Z]{3})?");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)Your IP(?: address)?:?" + TAGS + "(" + V4 + "|" + V6 + ")(?![0-9A-Za-z.:])");

  private FirewallPage() {}

  public static boolean blocks(BufferedResponse answer) {
    return switch (answer.status()) {
      case 403 -> answer.isHtml();
      case 429, 500, 502, 504 -> false;
      default -> answer.isHtml() && answer.status() < 520 && showsABlock(answer);
    };
  }

  static AttemptException blocked(BufferedResponse answer) {
    String rayId = find(RAY_ID, answer.page());
    String shown =
        rayId == null
            ? answer.header("CF-RAY").filter(RAY_HEADER.asMatchPredicate()).orElse(null)
            : rayId;
    String address = find(ADDRESS, answer.page());
    return AttemptException.rejected(
        answer, (call, references) -> new BlockedByFirewallException(call, shown, address));
  }

  /** Cloudflare's name alone is on pages that it only passes on. */
  private static boolean showsABlock(BufferedResponse answer) {
    return answer.header("cf-mitigated").isPresent()
        || answer.text().toLowerCase(Locale.ROOT).contains("ray id");
  }

  private static @Nullable String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
