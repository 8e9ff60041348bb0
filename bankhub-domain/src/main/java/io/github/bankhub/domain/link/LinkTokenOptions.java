package io.github.bankhub.domain.link;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The optional part of a {@link LinkTokenRequest}.
 *
 * <p>Immutable; each method that chooses something answers a changed copy. What was not chosen is
 * not sent, so that SePay's default holds. Printing shows the names of unchecked fields, not their
 * values.
 */
public final class LinkTokenOptions {

  /** No option chosen. */
  public static final LinkTokenOptions NONE = new LinkTokenOptions(null, null, null, Map.of());

  private final @Nullable CompletionRedirect redirect;
  private final @Nullable Platform surface;
  private final @Nullable DisplayLanguage language;
  private final Map<String, Object> unchecked;

  private LinkTokenOptions(
      @Nullable CompletionRedirect redirect,
      @Nullable Platform surface,
      @Nullable DisplayLanguage language,
      Map<String, Object> unchecked) {
    this.redirect = redirect;
    this.surface = surface;
    this.language = language;
    this.unchecked = unchecked;
  }

  /**
   * Chooses where the browser goes at the end.
   *
   * @param newRedirect the redirect
   * @return the changed copy
   * @throws InvalidFieldException if it is null
   */
  public LinkTokenOptions redirectTo(CompletionRedirect newRedirect) {
    Check.requirePresent("completion_redirect_uri", newRedirect, "an absolute URI");
    return new LinkTokenOptions(newRedirect, surface, language, unchecked);
  }

  /**
   * Chooses where the page is opened.
   *
   * @param newSurface the surface
   * @return the changed copy
   * @throws InvalidFieldException if it is null
   */
  public LinkTokenOptions on(Platform newSurface) {
    Check.requirePresent("is_mobile_app", newSurface, "WEB or MOBILE_APP");
    return new LinkTokenOptions(redirect, newSurface, language, unchecked);
  }

  /**
   * Chooses the page's language.
   *
   * @param newLanguage the language
   * @return the changed copy
   * @throws InvalidFieldException if it is null
   */
  public LinkTokenOptions in(DisplayLanguage newLanguage) {
    Check.requirePresent("language", newLanguage, "a language such as VIETNAMESE");
    return new LinkTokenOptions(redirect, surface, newLanguage, unchecked);
  }

  /**
   * Adds a field that passes no check and is sent as it stands, for what SePay allows beyond this
   * library's rules. It takes the place of a documented field of the same name.
   *
   * @param field the field's name in the request
   * @param value its value: a string, an integer or a boolean
   * @return the changed copy
   * @throws InvalidFieldException if the name is blank or the value of another type
   */
  public LinkTokenOptions unchecked(String field, Object value) {
    Check.requireText("field", field, "the name of a field");
    if (!(value instanceof String || value instanceof Integer || value instanceof Boolean)) {
      throw new InvalidFieldException(
          field, "has a value of another type", "a string, an integer or a boolean");
    }
    Map<String, Object> more = new LinkedHashMap<>(unchecked);
    more.put(field, value);
    return new LinkTokenOptions(redirect, surface, language, Collections.unmodifiableMap(more));
  }

  /**
   * Where the browser goes at the end: {@code completion_redirect_uri}.
   *
   * @return the redirect, if one was chosen
   */
  public Optional<CompletionRedirect> redirect() {
    return Optional.ofNullable(redirect);
  }

  /**
   * Where the page is opened: {@code is_mobile_app}.
   *
   * @return the surface, if one was chosen; SePay's default is the web
   */
  public Optional<Platform> surface() {
    return Optional.ofNullable(surface);
  }

  /**
   * The page's language: {@code language}.
   *
   * @return the language, if one was chosen; SePay's default is Vietnamese
   */
  public Optional<DisplayLanguage> language() {
    return Optional.ofNullable(language);
  }

  /**
   * The fields that pass no check.
   *
   * @return names and values in the order given, not modifiable
   */
  public Map<String, Object> unchecked() {
    return unchecked;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkTokenOptions that
        && Objects.equals(redirect, that.redirect)
        && surface == that.surface
        && Objects.equals(language, that.language)
        && unchecked.equals(that.unchecked);
  }

  @Override
  public int hashCode() {
    return Objects.hash(redirect, surface, language, unchecked);
  }

  @Override
  public String toString() {
    return "LinkTokenOptions[redirect="
        + redirect
        + ", surface="
        + surface
        + ", language="
        + language
        + ", unchecked="
        + unchecked.keySet()
        + "]";
  }
}
