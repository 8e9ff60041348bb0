package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Transition;
import io.github.bankhub.testkit.page.PageStep;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The generated parts of {@code docs/lifecycle.md}. */
final class LifecycleTable {

  private LifecycleTable() {}

  static String steps() {
    return "| step | the link |\n|---|---|\n"
        + Arrays.stream(PageStep.values())
            .map(step -> "| `%s` | %s |\n".formatted(step, step.text()))
            .collect(Collectors.joining());
  }

  static String transitions(Purpose purpose) {
    return "| step | what happens | next step | events |\n|---|---|---|---|\n"
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
