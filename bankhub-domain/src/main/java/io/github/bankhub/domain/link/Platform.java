package io.github.bankhub.domain.link;

/** The platform on which the hosted page is opened: {@code is_mobile_app}. */
public enum Platform {
  /** A browser or an iframe; SePay's default. */
  WEB(0),
  /** The WebView of a mobile app. */
  MOBILE_APP(1);

  private final int code;

  Platform(int code) {
    this.code = code;
  }

  /** {@return the value of {@code is_mobile_app}: 0 for the web, 1 for a mobile app} */
  public int code() {
    return code;
  }
}
