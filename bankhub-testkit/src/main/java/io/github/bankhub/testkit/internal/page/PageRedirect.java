package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A web address to which the page can lead back, by itself after a delay. Other addresses, such as
 * {@code javascript:} or {@code data:}, could run a script, so the page never offers them.
 */
record PageRedirect(String uri, int seconds) {

  private static final Pattern WEB_PAGE = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

  static Optional<PageRedirect> offered(PageView view) {
    return view.redirect()
        .filter(uri -> WEB_PAGE.matcher(uri).lookingAt())
        .map(uri -> new PageRedirect(uri, delay(view.step())));
  }

  /** {@return the redirect that happens by itself: none if the user opened or sees it again} */
  static Optional<PageRedirect> automatic(PageView view, Arrival arrival) {
    return offered(view).filter(redirect -> arrival == Arrival.CONTINUED);
  }

  /** Long enough to see the success, or to read the reason of a failure. */
  private static int delay(PageStep step) {
    return step == PageStep.FAILED ? 5 : 1;
  }

  /** Returns a fixed text: the address can contain an order's data. */
  @Override
  public String toString() {
    return "PageRedirect";
  }
}
