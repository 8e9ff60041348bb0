package io.github.bankhub.testkit.internal.lifecycle;

import java.util.Map;

/**
 * A form of the hosted page, as the user submitted it. The version says from which screen it is:
 * see {@link Link#version()}.
 */
public record Submission(String version, PageAction action, Map<String, String> inputs) {

  public Submission {
    inputs = Map.copyOf(inputs);
  }

  boolean isFromCurrentScreen(Link link) {
    return version.equals(String.valueOf(link.version()));
  }

  /** Returns version and action: the inputs are personal data. */
  @Override
  public String toString() {
    return "Submission[" + action + " " + version + "]";
  }
}
