package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.merchant.Logo;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of the merchant, and the operations on them. Not thread-safe. */
public final class MerchantSettings {

  /** The path of a logo. Assumed: SePay documents only the name of the file. */
  public static final String LOGOS = "/merchant-logo/";

  private static final String LOGO = "logo";
  private static final String NUMBER = "number";
  private static final String IMAGE = "image";
  private static final String KEYWORDS = "transaction_whitelist_remark_keywords";
  private static final String CUSTOM_CSS = "global_hosted_link_custom_css";

  private final InstantSource clock;
  private List<String> keywords = List.of();
  private @Nullable String customCss;
  private @Nullable StoredLogo logo;
  private int maxLogoBytes = Logo.MAX_BYTES;

  MerchantSettings(InstantSource clock) {
    this.clock = clock;
  }

  /** {@return the keywords of the transactions with an IPN; empty for all, unmodifiable} */
  List<String> keywords() {
    return keywords;
  }

  /**
   * {@return whether the content contains a keyword, in any case; true if there are no keywords}
   * Source: page "Merchant configuration". Assumed: it is about IPNs, although that page says
   * "webhook".
   */
  boolean pushes(String content) {
    String lower = content.toLowerCase(Locale.ROOT);
    return keywords.isEmpty()
        || keywords.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
  }

  /** {@return what a state file keeps, with the image as an array of bytes} */
  Map<String, @Nullable Object> saved() {
    return Json.object(
        KEYWORDS,
        keywords,
        CUSTOM_CSS,
        customCss,
        LOGO,
        logo == null ? null : Json.object(NUMBER, logo.number(), IMAGE, logo.image().bytes()));
  }

  /**
   * Restores what was saved, and read again from JSON.
   *
   * @throws IllegalArgumentException if the fields are not those of {@link #saved}
   */
  void restore(Map<?, ?> saved) {
    List<?> words = SavedState.value(saved, KEYWORDS, List.class);
    keywords = words.stream().map(String::valueOf).toList();
    customCss = saved.get(CUSTOM_CSS) == null ? null : SavedState.text(saved, CUSTOM_CSS);
    if (saved.get(LOGO) instanceof Map<?, ?> image) {
      byte[] bytes = Base64.getDecoder().decode(SavedState.text(image, IMAGE));
      long number = SavedState.value(image, NUMBER, Number.class).longValue();
      logo = new StoredLogo(number, Logo.of(bytes));
    }
  }

  /** Sets the maximum size, so that a pact needs no large logo. */
  void setMaxLogoBytes(int newMaxLogoBytes) {
    maxLogoBytes = newMaxLogoBytes;
  }

  /** {@return the logo with a file name; empty if it was replaced} */
  public Optional<Logo> logo(String fileName) {
    return Optional.ofNullable(logo)
        .filter(stored -> stored.fileName().equals(fileName))
        .map(StoredLogo::image);
  }

  /** Gets the settings. Source: page "Get merchant configuration". */
  OperationHandler get() {
    return OperationHandler.of(
        () -> Form.of().otherwise("is unknown; this operation has no fields"),
        (fields, base) -> data(settings(base)));
  }

  /**
   * Changes settings. Source: page "Set merchant configuration". Assumed, as that page is silent: a
   * request without a field to change is rejected; an empty list or blank text removes what was
   * set.
   */
  OperationHandler change() {
    return OperationHandler.of(
        () ->
            Form.of(FormField.texts(KEYWORDS), FormField.css(CUSTOM_CSS))
                .meant(
                    KEYWORDS,
                    "keywords",
                    "whitelist",
                    "whitelist_keywords",
                    "remark_keywords",
                    "transaction_keywords",
                    "transaction_whitelist_keywords")
                .meant(CUSTOM_CSS, "css", "custom_css", "hosted_link_custom_css", "style")
                .hint("upload it at POST /v1/merchant-config/logo", LOGO, "logo_url"),
        (fields, base) -> {
          change(fields);
          return data(settings(base));
        });
  }

  void change(Map<String, ?> fields) {
    if (fields.isEmpty()) {
      throw ErrorResponse.of(Kind.INVALID, "a change has at least one field");
    }
    if (fields.get(KEYWORDS) instanceof List<?> words) {
      keywords = words.stream().map(word -> word.toString().strip()).distinct().toList();
    }
    if (fields.get(CUSTOM_CSS) instanceof String css) {
      customCss = css.isBlank() ? null : css;
    }
  }

  private Map<String, @Nullable Object> settings(URI base) {
    return Json.object(
        KEYWORDS,
        keywords,
        CUSTOM_CSS,
        customCss,
        "logo_url",
        logo == null ? null : logo.url(base));
  }

  /** Replaces the logo. Source: page "Upload logo". */
  OperationHandler upload() {
    return OperationHandler.of(
        () -> Form.of(FormField.image(LOGO)).meant(LOGO, "file", "image", "logo_url", "avatar"),
        (fields, base) -> {
          logo = stored(fields.get(LOGO));
          return data(Json.object("logo_url", logo.url(base)));
        });
  }

  private static HandlerResult data(Map<String, @Nullable Object> data) {
    return HandlerResult.of(() -> Json.object("data", data));
  }

  private StoredLogo stored(@Nullable Object image) {
    if (!(image instanceof byte[] bytes)) {
      throw new IllegalStateException("the form accepts nothing else than an image");
    }
    if (bytes.length > maxLogoBytes) {
      throw ErrorResponse.tooLarge(LOGO, maxLogoBytes);
    }
    long now = clock.instant().getEpochSecond();
    long number = logo == null ? now : Math.max(now, logo.number() + 1);
    return new StoredLogo(number, Logo.of(bytes));
  }

  /**
   * A logo. Immutable.
   *
   * @param number the time of the upload in seconds, or more: never that of the logo before
   */
  private record StoredLogo(long number, Logo image) {

    /** The name that SePay documents, {@code {merchant_id}-{timestamp}.png}, for JPG too. */
    String fileName() {
      return "1-" + number + ".png";
    }

    String url(URI base) {
      return base + LOGOS + fileName();
    }
  }
}
