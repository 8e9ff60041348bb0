package io.github.bankhub.testkit.internal.service;

import java.util.List;
import java.util.Locale;

/** The settings of the merchant. Not thread-safe. */
public final class MerchantSettings {

  private List<String> keywords = List.of();

  /** {@return the keywords of the transactions that are pushed; empty for all, unmodifiable} */
  public List<String> keywords() {
    return keywords;
  }

  void setKeywords(List<String> newKeywords) {
    keywords = List.copyOf(newKeywords);
  }

  /**
   * {@return whether the content contains a keyword, in any case; true if there are no keywords}
   * Source: page "Merchant configuration". Assumed: it is about IPNs, although that page says
   * "webhook".
   */
  public boolean pushes(String content) {
    String lower = content.toLowerCase(Locale.ROOT);
    return keywords.isEmpty()
        || keywords.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
  }
}
