package io.github.bankhub.feign.internal.response;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes secrets out of a text: those known by their value, and those known by their JSON name. */
final class Redaction {

  static final String MASK = "***";

  private static final Set<String> SECRETS =
      Set.of(
          "access_token",
          "link_token",
          "hosted_link_url",
          "client_secret",
          "secret_key",
          "api_key",
          "account_number",
          "account_holder_name",
          "sub_account",
          "sub_holder_name",
          "identification_number",
          "phone_number");

  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "(\"(?:"
              + String.join("|", SECRETS)
              + ")\"\\s*:\\s*)"
              + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|[^\\s,}\\]\"]++)");

  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(Bearer|Basic|Apikey)\\s+[^\\s\"<]+");

  /** Account numbers, whatever stands around them. */
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{8,}");

  /** What a secret looks like under a name that nobody knows: an address, or a long word. */
  private static final Pattern ANY_TOKEN =
      Pattern.compile("(?i:https?:)[^\\s\"<>]*+|[0-9A-Za-z+/_=.~-]{16,}+");

  private Redaction() {}

  /** Whether what stands under this name in JSON is never shown. */
  static boolean isSecret(String name) {
    return SECRETS.contains(name);
  }

  static String of(String text, List<String> secrets) {
    return LONG_NUMBER.matcher(known(text, secrets)).replaceAll(MASK);
  }

  /** Takes out what is known to be a secret, and leaves numbers. */
  static String known(String text, List<String> secrets) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, MASK).replace(secret.replace("/", "\\/"), MASK);
    }
    redacted = SECRET_FIELD.matcher(redacted).replaceAll("$1\"" + MASK + "\"");
    return AUTHORIZATION.matcher(redacted).replaceAll("$1 " + MASK);
  }

  /**
   * For an answer that grants something, in whatever form: nothing that could be a secret stays.
   */
  static String strict(String redacted) {
    return ANY_TOKEN.matcher(redacted).replaceAll(MASK);
  }
}
