package io.github.bankhub.testkit.internal.page;

import java.util.Map;

/** The content of a screen's forms: the number of steps before it, and what the user entered. */
public record PageForm(int version, Map<String, String> entered) {

  public PageForm {
    entered = Map.copyOf(entered);
  }

  /** Returns the version alone: the inputs are personal data. */
  @Override
  public String toString() {
    return "PageForm[" + version + "]";
  }
}
