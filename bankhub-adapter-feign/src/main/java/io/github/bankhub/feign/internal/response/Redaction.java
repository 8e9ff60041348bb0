package io.github.bankhub.feign.internal.response;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes secrets from a text: those with a known value, and those with a known JSON name.
 *
 * <p>It works on text, not on parsed JSON. An excerpt shows the body as SePay wrote it, and the
 * body may be truncated, HTML or another format.
 */
final class Redaction {

  static final String MASK = "***";

  private static final Set<String> SECRETS =
      Set.of(
          """
          access_token link_token hosted_link_url client_secret secret_key api_key \
          account_number account_holder_name sub_account sub_holder_name \
          identification_number phone_number transaction_content va\
          """
              .split(" "));

  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "(\"(?:"
              + String.join("|", SECRETS)
              + ")\"\\s*:\\s*)"
              + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|[^\\s,}\\]\"]++)");

  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(Bearer|Basic|Apikey)\\s+[^\\s\"<]+");

  /** Account numbers, in any context. */
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{8,}");

  /** The look of a secret under an unknown name: a URL or a long word. */
  private static final Pattern ANY_TOKEN =
      Pattern.compile("(?i:https?:)[^\\s\"<>]*+|[0-9A-Za-z+/_=.~-]{16,}+");

  private Redaction() {}

  /** {@return true if the value of this JSON field is a secret} */
  static boolean isSecret(String name) {
    return SECRETS.contains(name);
  }

  /** Removes known secrets and long numbers. */
  static String of(String text, List<String> secrets) {
    return LONG_NUMBER.matcher(known(text, secrets)).replaceAll(MASK);
  }

  /** Removes known secrets, and leaves long numbers. */
  static String known(String text, List<String> secrets) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = new EscapedText(redacted).mask(secret, MASK);
    }
    redacted = SECRET_FIELD.matcher(redacted).replaceAll("$1\"" + MASK + "\"");
    return AUTHORIZATION.matcher(redacted).replaceAll("$1 " + MASK);
  }

  /** Removes all that could be a secret, for a response that grants something. */
  static String strict(String redacted) {
    return ANY_TOKEN.matcher(redacted).replaceAll(MASK);
  }
}
