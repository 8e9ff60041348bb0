package io.github.bankhub.examples.quickstart;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.sample.Samples;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Creates link tokens with the inputs of SePay's page "Create Link Token API", offline.
 *
 * <p>If {@code BANKHUB_CLIENT_ID}, {@code BANKHUB_CLIENT_SECRET} and {@code BANKHUB_COMPANY_XID}
 * are set, it uses SePay's sandbox. {@code BANKHUB_BANK_ACCOUNT_XID} is then the account to unlink.
 * Without it, the demo uses an account that SePay does not know, and shows the rejection.
 */
public final class Demo {

  private static final CompanyXid UNKNOWN_COMPANY =
      new CompanyXid("00000000-0000-0000-0000-000000000000");

  private final BankHub hub;
  private final PrintStream out;

  private Demo(BankHub hub, PrintStream out) {
    this.hub = hub;
    this.out = out;
  }

  /**
   * Runs the demo. Throws an exception if a result is not the expected one.
   *
   * @param args none
   */
  public static void main(String[] args) {
    run(System.getenv(), System.out);
  }

  static void run(Map<String, String> environment, PrintStream out) {
    if (environment.containsKey("BANKHUB_CLIENT_ID")) {
      againstSandbox(environment, out);
    } else {
      offline(out);
    }
  }

  private static void offline(PrintStream out) {
    InMemoryBankHub service = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
    Control control = service.control();
    control.addSamples();
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub hub =
            FeignBankHub.connect(BankHubSettings.of(server.environment(), control.credentials()))) {
      out.println("Offline Bank Hub at " + server.baseUri());
      new Demo(hub, out).show(Samples.CURL_COMPANY, Samples.COMPANY, Samples.BANK_ACCOUNT, true);
    }
  }

  private static void againstSandbox(Map<String, String> environment, PrintStream out) {
    List<String> missing =
        Stream.of("BANKHUB_CLIENT_SECRET", "BANKHUB_COMPANY_XID")
            .filter(name -> !environment.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("not set: " + String.join(", ", missing));
    }
    CompanyXid company = new CompanyXid(environment.getOrDefault("BANKHUB_COMPANY_XID", ""));
    BankAccountXid account =
        new BankAccountXid(
            environment.getOrDefault("BANKHUB_BANK_ACCOUNT_XID", Samples.BANK_ACCOUNT.value()));
    try (FeignBankHub hub =
        FeignBankHub.connect(
            BankHubSettings.of(
                BankHubEnvironment.SANDBOX,
                ClientCredentials.of(
                    environment.getOrDefault("BANKHUB_CLIENT_ID", ""),
                    environment.getOrDefault("BANKHUB_CLIENT_SECRET", ""))))) {
      out.println("SePay's sandbox at " + hub.environment().baseUri());
      new Demo(hub, out)
          .show(company, company, account, environment.containsKey("BANKHUB_BANK_ACCOUNT_XID"));
    }
  }

  private void show(
      CompanyXid first, CompanyXid company, BankAccountXid account, boolean accountIsLinked) {
    out.println("Access token: " + hub.accessToken());

    created(
        "LINK with every option",
        LinkTokenRequest.link(first)
            .redirectTo(Samples.CURL_REDIRECT)
            .on(Platform.WEB)
            .in(DisplayLanguage.VIETNAMESE)
            .withUncheckedField("bank_account_xid", Samples.CURL_BANK_ACCOUNT.value()));
    created("LINK", LinkTokenRequest.link(company).redirectTo(Samples.LINKED_REDIRECT));
    LinkTokenRequest unlink =
        LinkTokenRequest.unlink(company, account).redirectTo(Samples.UNLINKED_REDIRECT);
    if (accountIsLinked) {
      created("UNLINK", unlink);
    } else {
      rejected("UNLINK of an account that is not the company's", () -> create(unlink));
    }

    rejected("UNLINK without bank_account_xid", () -> unlinkWithoutAccount(company));
    rejected("LINK for an unknown company", () -> create(LinkTokenRequest.link(UNKNOWN_COMPANY)));
  }

  private void created(String title, LinkTokenRequest request) {
    out.println(title + ": " + create(request));
  }

  private void rejected(String title, Supplier<LinkToken> creation) {
    try {
      throw new IllegalStateException(title + " was not rejected: " + creation.get());
    } catch (InvalidFieldException | BankHubException e) {
      out.println(title + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private LinkToken create(LinkTokenRequest request) {
    return hub.linkTokens().create(request);
  }

  /** What a missing form field causes: the types allow no such request. */
  @SuppressWarnings("NullAway")
  private LinkToken unlinkWithoutAccount(CompanyXid company) {
    return create(LinkTokenRequest.unlink(company, null));
  }
}
