package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.junit.Transport;
import org.junit.jupiter.api.Test;

/** The examples of docs/mobile-apps.md. */
@BankHubTest(Transport.HTTP)
class MobileAppTest {

  private static final String FIELD = "completion_redirect_uri";

  @Test
  void a_mobile_app_gets_a_hosted_link_and_the_page_redirects_to_it(BankHub hub, Control control) {
    CompanyXid company = control.addCompany("CONG TY TNHH ABC");
    LinkTokenRequest request =
        LinkTokenRequest.link(company)
            .on(Platform.MOBILE_APP) // is_mobile_app = 1
            .redirectTo("https://yourapp.com/linked?user=42");
    String link =
        hub.linkTokens().create(request).hostedLink().uri().toString(); // send it to the app

    assertThat(control.hostedPage(HostedLink.of(link)).finishSuccessfully().view().redirect())
        .contains("https://yourapp.com/linked?user=42");
  }

  @Test
  void the_scheme_of_an_app_is_rejected_before_anything_is_sent(BankHub hub, Control control) {
    CompanyXid company = control.addCompany("CONG TY TNHH ABC");
    LinkTokenRequest request = LinkTokenRequest.link(company).redirectTo("myapp://callback");

    InvalidRequestException failure = failure(hub, request);

    assertThat(failure.fields()).containsOnlyKeys(FIELD);
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
  }

  @Test
  void an_unchecked_scheme_is_sent_and_the_offline_bank_hub_rejects_it(
      BankHub hub, Control control) {
    CompanyXid company = control.addCompany("CONG TY TNHH ABC");
    LinkTokenRequest unchecked =
        LinkTokenRequest.link(company)
            .on(Platform.MOBILE_APP)
            .withUncheckedField("completion_redirect_uri", "myapp://callback");

    InvalidRequestException failure = failure(hub, unchecked);

    assertThat(failure.fields()).containsOnlyKeys(FIELD);
    assertThat(failure.call().httpStatus()).hasValue(400);
  }

  private static InvalidRequestException failure(BankHub hub, LinkTokenRequest request) {
    return catchThrowableOfType(
        InvalidRequestException.class, () -> hub.linkTokens().create(request));
  }
}
