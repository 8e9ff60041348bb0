package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Transition;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.page.PageStep;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/lifecycle.md}: what is said about hosted links, and the two tables. */
final class LifecycleTable {

  private static final String BEFORE =
      """
      # The life of a hosted link

      The offline Bank Hub keeps one table of steps and actions for each purpose. What is in it happens, with the events that are named; any other pair is refused with 409 and an explanation, and changes nothing.

      A link can be used once: after success or failure a new link token is needed. Before that it can be left and opened again. One account belongs to one company at a time, and only that company can unlink it.

      ## What is assumed

      SePay documents the events, the states of a session and that a link is used up by success and by failure. It does not document the following; the offline Bank Hub assumes it.

      - A link token lives for 30 minutes (`control.linkTokenLife`), a session for 15 (`control.sessionLife`).
      - The first opening is told as `LINK_SESSION_INITIALIZED`, for unlinking too; each later one as `LINK_SESSION_REINITIALIZED`. Opening the link again resumes the session that runs; after leaving or the session's end a new one begins.
      - A wrong account or one-time password can be corrected as often as one likes.
      - A link token whose time is over ends the session that runs, which is told first. A revoked one ends it without an event of its own.
      - Only a link that is still of use can be revoked; a second revoking is answered with 404, which is documented.
      - Unlinking unlinks at the bank; after `control.unlinkingInactivates(true)` it switches the account off at SePay alone. Such an account can be linked again by its own company, under its former id.
      - The status of a link token is `Active`, `Completed`, `Revoked` or `Expired`. After failure it is `Completed` too, as SePay says that failure completes: the status of the last session tells the two apart; that of a session `Active`, `Completed`, `Failed`, `Abandoned`, `Revoked` or `Expired`.

      - A session is in the state `PENDING` when it begins; `REQUEST_BANK_ACCOUNT_LINK` once the bank is chosen, `CONFIRM_BANK_ACCOUNT_LINK` once the account is entered and `FINISHED_BANK_ACCOUNT_LINK` at the end; in unlinking `REQUEST_BANK_ACCOUNT_UNLINK` once it is confirmed. Those are documented; that it is `FINISHED_BANK_ACCOUNT_UNLINK` at the end of unlinking is not, and no event tells it.
      - The type of an account is `personal` or `business` in the events of linking, and `individual` or `enterprise` in those of unlinking, in the calls and in the messages of the page, as in SePay's samples. `AccountType` takes both for the same.

      ## The steps

      | step | the link |
      |---|---|
      """;

  private LifecycleTable() {}

  static String text() {
    return BEFORE
        + Arrays.stream(PageStep.values())
            .map(step -> "| `%s` | %s |\n".formatted(step, step.text()))
            .collect(Collectors.joining())
        + table("Linking", Purpose.LINK_BANK_ACCOUNT)
        + table("Unlinking", Purpose.UNLINK_BANK_ACCOUNT);
  }

  private static String table(String title, Purpose purpose) {
    return "\n## %s\n\n| step | what happens | then | events |\n|---|---|---|---|\n"
            .formatted(title)
        + Transitions.steps(purpose).stream()
            .flatMap(step -> rows(purpose, step))
            .collect(Collectors.joining());
  }

  private static Stream<String> rows(Purpose purpose, PageStep step) {
    return Arrays.stream(PageAction.values())
        .flatMap(
            action ->
                Transitions.of(purpose, step, action).stream()
                    .map(transition -> row(step, action, transition)));
  }

  private static String row(PageStep step, PageAction action, Transition transition) {
    String events =
        transition.events().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | `%s` | %s |\n"
        .formatted(step, action.text(), transition.to().step(), events.isEmpty() ? "–" : events);
  }
}
