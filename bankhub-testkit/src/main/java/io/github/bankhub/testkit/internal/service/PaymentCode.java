package io.github.bankhub.testkit.internal.service;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The payment code in the content of a transaction: a prefix and a suffix, by the configuration of
 * the company. Source: page "Edit a company".
 *
 * <p>Assumed, as that page is silent: it is the first such word, in any case; letters and digits
 * around it are not allowed; the code keeps the spelling of the content.
 */
final class PaymentCode {

  private PaymentCode() {}

  static Optional<String> find(String content, Map<String, ? extends @Nullable Object> company) {
    String prefix = String.valueOf(company.get("payment_code_prefix"));
    if (!"on".equals(company.get("payment_code")) || prefix.isEmpty()) {
      return Optional.empty();
    }
    boolean hasLetters =
        "NumberAndLetter".equals(company.get("payment_code_suffix_character_type"));
    Matcher code =
        Pattern.compile(
                "(?i)(?<![\\p{L}\\p{N}])%s[0-9%s]{%s,%s}(?![\\p{L}\\p{N}])"
                    .formatted(
                        Pattern.quote(prefix),
                        hasLetters ? "a-z" : "",
                        company.get(CompanyFields.SUFFIX_FROM),
                        company.get(CompanyFields.SUFFIX_TO)))
            .matcher(content);
    return code.find() ? Optional.of(code.group()) : Optional.empty();
  }
}
