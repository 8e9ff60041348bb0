package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import java.util.List;
import java.util.Optional;

/** The place of a screen among the screens of its purpose, from 1. */
record PageProgress(int number, int steps) {

  static Optional<PageProgress> of(PageView view) {
    List<PageStep> steps =
        view.purpose() == Purpose.LINK_BANK_ACCOUNT
            ? List.of(PageStep.CHOOSE_BANK, PageStep.ENTER_ACCOUNT, PageStep.ENTER_OTP)
            : List.of(PageStep.CONFIRM_UNLINK, PageStep.ENTER_OTP);
    return Optional.of(new PageProgress(steps.indexOf(view.step()) + 1, steps.size()))
        .filter(progress -> progress.number > 0);
  }
}
