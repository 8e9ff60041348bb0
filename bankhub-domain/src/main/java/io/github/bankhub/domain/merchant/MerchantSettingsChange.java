package io.github.bankhub.domain.merchant;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A change of the merchant's settings: one field or both. A field that it does not name stays as it
 * is.
 *
 * <pre>{@code
 * MerchantSettingsChange change = MerchantSettingsChange.keywords(List.of("DH", "INV"));
 * }</pre>
 *
 * <p>Immutable. Printing it shows only the names of the fields. Source: page "Set merchant
 * configuration".
 */
public final class MerchantSettingsChange extends ApiRequest<Object> {

  static final String KEYWORDS = "transaction_whitelist_remark_keywords";
  static final String CUSTOM_CSS = "global_hosted_link_custom_css";

  private static final List<String> SCRIPTS = List.of("<script", "</style", "javascript:");

  private MerchantSettingsChange(Map<String, Object> fields) {
    super(fields);
  }

  /**
   * {@return a change that replaces all keywords, {@code transaction_whitelist_remark_keywords}}
   * SePay then sends an IPN only for transactions whose content contains one of them, in any case.
   * It is assumed that SePay accepts an empty list, which allows every content.
   *
   * @param keywords the keywords; each is sent once, without spaces around it
   * @throws InvalidFieldException if the list or a keyword is null, or a keyword is blank or
   *     contains a control character
   */
  public static MerchantSettingsChange keywords(List<String> keywords) {
    String expected = "keywords that are not blank, such as DH";
    Set<String> stripped = new LinkedHashSet<>();
    for (String keyword : Check.requirePresent(KEYWORDS, keywords, expected)) {
      stripped.add(Check.requireText(KEYWORDS, keyword, expected).strip());
    }
    return new MerchantSettingsChange(Map.of(KEYWORDS, List.copyOf(stripped)));
  }

  /**
   * {@return a change of the CSS of the hosted page, {@code global_hosted_link_custom_css}}
   *
   * <p>This rejects only {@code <script}, {@code </style} and {@code javascript:}, in any case.
   * SePay allows no scripts either, and may reject more.
   *
   * @param css the whole CSS
   * @throws InvalidFieldException if it is null or blank, or contains one of these texts
   */
  public static MerchantSettingsChange customCss(String css) {
    String expected = "CSS without scripts";
    if (Check.requirePresent(CUSTOM_CSS, css, expected).isBlank()) {
      throw new InvalidFieldException(
          CUSTOM_CSS, "is required but was blank", expected + "; withoutCustomCss() removes it");
    }
    String lower = css.toLowerCase(Locale.ROOT);
    for (String script : SCRIPTS) {
      if (lower.contains(script)) {
        throw new InvalidFieldException(CUSTOM_CSS, "contains " + script, expected);
      }
    }
    return new MerchantSettingsChange(Map.of(CUSTOM_CSS, css));
  }

  /**
   * {@return a change that removes the CSS of the hosted page, by sending an empty text} It is
   * assumed that SePay accepts one.
   */
  public static MerchantSettingsChange withoutCustomCss() {
    return new MerchantSettingsChange(Map.of(CUSTOM_CSS, ""));
  }

  /**
   * {@return this change and another one} If both change the same field, the other one decides.
   *
   * @throws NullPointerException if the other one is null
   */
  public MerchantSettingsChange and(MerchantSettingsChange other) {
    return new MerchantSettingsChange(with(other.fields()));
  }
}
