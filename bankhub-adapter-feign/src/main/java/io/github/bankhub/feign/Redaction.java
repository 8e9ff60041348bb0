package io.github.bankhub.feign;

import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of a text: those known by their value, and those known by their JSON name. */
final class Redaction {

  private static final String MASK = "***";

  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "(\"(?:access_token|link_token|hosted_link_url|client_secret|secret_key|api_key"
              + "|account_number|identification_number|phone_number)\"\\s*:\\s*)"
              + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|[^\\s,}\\]\"]++)");

  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(Bearer|Basic|Apikey)\\s+[^\\s\"<]+");

  private Redaction() {}

  static String of(String text, List<String> secrets) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, MASK).replace(secret.replace("/", "\\/"), MASK);
    }
    redacted = SECRET_FIELD.matcher(redacted).replaceAll("$1\"" + MASK + "\"");
    return AUTHORIZATION.matcher(redacted).replaceAll("$1 " + MASK);
  }
}
