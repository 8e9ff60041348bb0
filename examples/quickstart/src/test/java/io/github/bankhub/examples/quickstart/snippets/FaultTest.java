package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.junit.BankHubTest;
import org.junit.jupiter.api.Test;

@BankHubTest
class FaultTest {

  @Test
  void a_lost_response_leaves_the_outcome_unknown(BankHub hub, Control control) {
    CompanyXid company = control.addCompany("CONG TY TNHH ABC");
    control.inject(FaultScenario.RESET_BEFORE_RESPONSE.once().on(Operation.CREATE_LINK_TOKEN));

    UnavailableException failure =
        catchThrowableOfType(
            UnavailableException.class,
            () -> hub.linkTokens().create(LinkTokenRequest.link(company)));

    assertThat(failure.requestOutcome())
        .isEqualTo(RequestOutcome.UNKNOWN); // it may have been performed
  }
}
