package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/fidelity.md says and no other test shows. */
class FidelityTest {

  private static final URI BASE = URI.create("http://127.0.0.1");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");

  @ParameterizedTest
  @ValueSource(strings = {"Pending", "Suspended", "Terminated", "Cancelled", "Fraud"})
  void a_company_of_any_status_can_link_accounts(String status) {
    hub.companies().edit(company, CompanyChange.status(new Status(status)));

    HostedPage page = hub.control().hostedPage(link().hostedLink()).finishSuccessfully();

    assertThat(page.step()).isEqualTo(PageStep.LINKED);
  }

  @Test
  void the_hosted_page_has_neither_the_logo_nor_the_css_of_the_merchant() {
    hub.merchantSettings().change(MerchantSettingsChange.customCss("body { color: #123457 }"));
    String logo = hub.merchantSettings().uploadLogo(Samples.LOGO).toString();

    String page = page(link());

    assertThat(page)
        .contains("page.css")
        .doesNotContain("#123457", logo.substring(logo.lastIndexOf('/')));
  }

  private String page(LinkToken token) {
    BankHubHttpHandler handler = BankHubHttpHandler.of(hub, BASE);
    String path = token.hostedLink().uri().getPath() + "/screen";
    HttpRequest request = new HttpRequest("GET", URI.create(path), Map.of(), new byte[0]);
    return new String(handler.handle(request).body(), UTF_8);
  }

  @Test
  void any_number_of_wrong_one_time_passwords_is_accepted() {
    SandboxAccount account = SandboxAccount.of("MBBank", "0123456789");
    HostedPage page = hub.control().hostedPage(link().hostedLink()).open();
    page.chooseBank("MBBank").enter(account);
    for (int i = 0; i < 20; i++) {
      assertThat(page.otp("00000000").view().rejection()).contains(BankRejection.OTP_WRONG);
    }
    assertThat(page.otp(account.otp()).step()).isEqualTo(PageStep.LINKED);
  }

  @Test
  void there_are_neither_balances_nor_virtual_accounts() {
    hub.control().hostedPage(link().hostedLink()).finishSuccessfully();

    assertThat(hub.bankAccounts().all(BankAccountQuery.ALL).toList())
        .singleElement()
        .satisfies(
            account -> {
              assertThat(account.fields()).containsEntry("accumulated", "0");
              assertThat(hub.bankAccounts().get(account.xid()).virtualAccounts()).isEmpty();
            });
  }

  @Test
  void keywords_are_trimmed_and_stored_once() {
    call(
        Operation.CHANGE_MERCHANT_SETTINGS,
        Map.of("transaction_whitelist_remark_keywords", List.of(" DH", "DH ")));

    assertThat(hub.merchantSettings().get().keywords()).containsExactly("DH");
  }

  @ParameterizedTest
  @CsvSource({"LIST_BANK_ACCOUNTS, company_xid", "LIST_TRANSACTIONS, q"})
  void an_empty_filter_is_rejected(Operation operation, String field) {
    assertInvalid(operation, Map.of(field, ""), field);
  }

  @Test
  void a_change_of_the_settings_needs_a_field() {
    assertInvalid(Operation.CHANGE_MERCHANT_SETTINGS, Map.of(), "a change has at least one field");
  }

  @Test
  void a_webhook_needs_an_address_and_a_secret() {
    assertInvalid(Operation.SET_WEBHOOK_SETTINGS, Map.of(), "webhook_url", "secret_key");
  }

  private void assertInvalid(Operation operation, Map<String, ?> fields, String... problems) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> call(operation, fields))
        .withMessageContainingAll(problems);
  }

  private LinkToken link() {
    return hub.linkTokens().create(LinkTokenRequest.link(company));
  }

  private void call(Operation operation, Map<String, ?> fields) {
    hub.call(operation, fields, (response, zone) -> response);
  }
}
