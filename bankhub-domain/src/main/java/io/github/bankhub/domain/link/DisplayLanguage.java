package io.github.bankhub.domain.link;

import io.github.bankhub.domain.internal.Check;

/**
 * The language of the hosted page: {@code language}. Immutable.
 *
 * <p>SePay documents only {@code vi}, its default. {@code en} is assumed. Any other code can be
 * sent.
 *
 * @param code the language's code, not blank
 */
public record DisplayLanguage(String code) {

  /** Vietnamese, SePay's default. */
  public static final DisplayLanguage VIETNAMESE = new DisplayLanguage("vi");

  /** English; assumed, because SePay's pages do not mention it. */
  public static final DisplayLanguage ENGLISH = new DisplayLanguage("en");

  /**
   * Checks the code.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the code is null or blank
   */
  public DisplayLanguage {
    Check.requireText("language", code, "a language code such as vi");
  }

  @Override
  public String toString() {
    return code;
  }
}
