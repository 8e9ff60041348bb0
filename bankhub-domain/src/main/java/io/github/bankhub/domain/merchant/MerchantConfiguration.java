package io.github.bankhub.domain.merchant;

import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.text.PrintableText;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a merchant: keywords, and the CSS and logo of the hosted page. A response needs
 * one of these fields; each may be null.
 *
 * <p>Immutable. Printing it omits the CSS. Source: page "Get merchant configuration".
 */
public final class MerchantConfiguration extends ApiObject {

  private static final String LOGO_URL = "logo_url";

  private final List<String> keywords;

  private MerchantConfiguration(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    if (Stream.of(MerchantSettingsChange.KEYWORDS, MerchantSettingsChange.CUSTOM_CSS, LOGO_URL)
        .noneMatch(fields::containsKey)) {
      throw JsonFields.missing(MerchantSettingsChange.KEYWORDS);
    }
    this.keywords = texts(fields.get(MerchantSettingsChange.KEYWORDS));
  }

  /** Rejects anything else than a list of scalars: no keywords would mean that all are pushed. */
  private static List<String> texts(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items && items.stream().allMatch(JsonFields::isScalar)) {
      return items.stream().map(String::valueOf).toList();
    }
    throw JsonFields.missing(MerchantSettingsChange.KEYWORDS);
  }

  /**
   * {@return the settings in a response}
   *
   * @param fields the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it has none of the fields, or
   *     {@code transaction_whitelist_remark_keywords} is neither null nor a list of texts; a number
   *     counts as text
   */
  public static MerchantConfiguration of(
      Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    return new MerchantConfiguration(fields, zone);
  }

  /**
   * {@return the keywords, {@code transaction_whitelist_remark_keywords}; unmodifiable} SePay sends
   * an IPN only for transactions whose content contains one of them, in any case. Without keywords,
   * every content is allowed.
   */
  public List<String> keywords() {
    return keywords;
  }

  /**
   * {@return the CSS of the hosted page, {@code global_hosted_link_custom_css}, if there is any}
   * Not all of SePay's pages have it.
   */
  public Optional<String> customCss() {
    return text(MerchantSettingsChange.CUSTOM_CSS);
  }

  /**
   * {@return the address of the logo, {@code logo_url}; empty if there is none that is readable}
   */
  public Optional<URI> logoUrl() {
    return value(LOGO_URL, text -> JsonFields.uri(LOGO_URL, text));
  }

  /**
   * {@return the address of the logo in the response to an upload}
   *
   * @param fields the fields of the JSON object
   * @param zone not used: the address has no time
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code logo_url} is missing
   *     or no address
   */
  public static URI logoUrl(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    return JsonFields.uncopied(fields, zone)
        .required(LOGO_URL, text -> JsonFields.uri(LOGO_URL, text));
  }

  /** {@return the keywords and the address of the logo} */
  @Override
  public String toString() {
    return PrintableText.of("MerchantConfiguration[%s, %s]".formatted(keywords, logoUrl()));
  }
}
