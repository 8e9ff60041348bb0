package io.github.bankhub.feign;

import io.github.bankhub.domain.failure.BlockedAtEdgeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The firewall before Bank Hub, which answers with a page for people. */
final class Edge {

  private static final Pattern RAY_ID =
      Pattern.compile(
          "(?i)Ray ID:?\\s*(?:<[^>]{0,200}>\\s*){0,5}([0-9a-f]{12,20}+)(?![0-9A-Za-z])");

  /** Anything else in that header is not shown: it could be what we sent. */
  private static final Pattern RAY_HEADER = Pattern.compile("[0-9a-f]{12,20}(?:-[A-Z]{3})?");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)Your IP(?:"
              + " address)?:?\\s*(?:<[^>]{0,500}>\\s*){0,5}"
              + "((?=[0-9a-f]{0,4}[.:])[0-9a-f.:]{3,45}+)(?![0-9a-f.:])");

  private Edge() {}

  static boolean blocks(Answer answer) {
    return switch (answer.status()) {
      case 403 -> answer.isHtml();
      case 429, 500, 502, 504 -> false;
      default -> answer.isHtml() && answer.status() < 520 && showsABlock(answer);
    };
  }

  static AttemptFailed blocked(Answer answer) {
    String rayId = find(RAY_ID, answer.text());
    String shown =
        rayId == null
            ? answer.header("CF-RAY").filter(RAY_HEADER.asMatchPredicate()).orElse(null)
            : rayId;
    String address = find(ADDRESS, answer.text());
    return AttemptFailed.rejected(
        answer, (call, references) -> new BlockedAtEdgeException(call, shown, address));
  }

  /** Cloudflare's name alone is on pages that it only passes on. */
  private static boolean showsABlock(Answer answer) {
    return answer.header("cf-mitigated").isPresent()
        || answer.text().toLowerCase(Locale.ROOT).contains("ray id");
  }

  private static @Nullable String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
