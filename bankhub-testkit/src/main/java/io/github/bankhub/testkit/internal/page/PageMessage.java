package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import java.time.Instant;
import java.util.Optional;

/**
 * The data that the page's script posts to the embedding page. Source: page "Quick start". Without
 * an event, the screen posts nothing by itself. The timestamp is in seconds since 1970.
 */
record PageMessage(
    Optional<String> event,
    long timestamp,
    Optional<String> accountNumber,
    Optional<String> accountType) {

  static PageMessage of(PageView view, Arrival arrival, Instant now) {
    return new PageMessage(
        event(view.step(), arrival),
        now.getEpochSecond(),
        view.accountNumber().map(AccountNumber::value),
        view.accountType().map(PageMessage::spelling));
  }

  private static Optional<String> event(PageStep step, Arrival arrival) {
    return switch (arrival) {
      case OPENED -> Optional.of(opened(step));
      case CONTINUED -> continued(step);
      case RETURNED -> Optional.empty();
    };
  }

  private static String opened(PageStep step) {
    return step.isVisited() ? "BANKHUB_OPEN" : "BANKHUB_TOKEN_EXPIRED";
  }

  private static Optional<String> continued(PageStep step) {
    return switch (step) {
      case LINKED -> Optional.of("FINISHED_BANK_ACCOUNT_LINK");
      case UNLINKED, INACTIVATED -> Optional.of("FINISHED_BANK_ACCOUNT_UNLINK");
      case ABANDONED -> Optional.of("BANKHUB_CLOSE_LINK");
      case SESSION_EXPIRED -> Optional.of("BANKHUB_SESSION_EXPIRED");
      // Assumed for a link that was revoked: no event is documented.
      case REVOKED, EXPIRED -> Optional.of("BANKHUB_TOKEN_EXPIRED");
      default -> Optional.empty();
    };
  }

  private static String spelling(AccountType type) {
    return type.equals(AccountType.PERSONAL) ? "individual" : "enterprise";
  }

  /** Returns the event alone: the account is personal data. */
  @Override
  public String toString() {
    return "PageMessage[" + event.orElse("no event") + "]";
  }
}
