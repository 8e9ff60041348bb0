package io.github.bankhub.testkit;

import static java.util.stream.Collectors.joining;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.sample.Samples;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;

/** What the program prints. */
final class OfflineTexts {

  private OfflineTexts() {}

  static String help() {
    return """
    The offline Bank Hub: SePay Bank Hub on this machine, for tests. It sends nothing to SePay.

    java -jar bankhub-testkit-VERSION-offline.jar [OPTIONS]

    %s

    Each option is also an environment variable, such as BANKHUB_PUBLIC_URL for --public-url,
    and a system property, such as -Dbankhub.public.url. The command line has priority, then the
    system property. A switch has the value true or false there. An option that can be repeated
    has several values there, with ; between them.
    """
        .formatted(
            Arrays.stream(OfflineOption.values()).map(OfflineTexts::help).collect(joining("\n")));
  }

  private static String help(OfflineOption option) {
    return "  %s\n      %s"
        .formatted((option.flag() + " " + option.value()).strip(), option.description());
  }

  /** {@return how to call the server} The commands can be copied unchanged. */
  static String started(BankHubServer server, OfflineOptions options) {
    URI base = options.publicUrl().orElse(server.baseUri());
    return """
    The offline Bank Hub is running. Press Ctrl-C to stop it. It sends nothing to SePay.

    Base URL:      %1$s
    %2$sIn a browser:  %1$s/_testkit/demo
    %3$s
    This program generated the credentials; SePay does not know them.
    """
            .formatted(base, data(server.hub().control()), commands(base, server.hub().control()))
        + webhooks(options);
  }

  private static String data(Control control) {
    ClientCredentials client = OfflineProgram.CLIENT;
    StringBuilder lines = new StringBuilder();
    lines.append("Client id:     ").append(client.clientId()).append('\n');
    lines.append("Client secret: ").append(client.clientSecret().reveal()).append('\n');
    control
        .companies()
        .forEach((xid, name) -> lines.append("Company:       %s  %s\n".formatted(xid, name)));
    if (control.companies().containsKey(Samples.COMPANY)) {
      lines.append("Bank account:  ").append(Samples.BANK_ACCOUNT).append('\n');
    }
    return lines.toString();
  }

  private static String commands(URI base, Control control) {
    ClientCredentials client = OfflineProgram.CLIENT;
    Map<CompanyXid, String> companies = control.companies();
    String token =
        """

        Get an access token:

        TOKEN=$(curl -s -X POST -u '%2$s:%3$s' '%1$s/v1/token' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        """
            .formatted(base, client.clientId(), client.clientSecret().reveal());
    return token
        + companies.keySet().stream()
            .sorted((a, b) -> Boolean.compare(b.equals(Samples.COMPANY), a.equals(Samples.COMPANY)))
            .findFirst()
            .map(company -> createLinkToken(base, company))
            .orElseGet(() -> addCompany(base));
  }

  private static String createLinkToken(URI base, CompanyXid company) {
    return """

    Create a link token:

    curl -s '%1$s/v1/link-token/create' -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"company_xid":"%2$s","purpose":"LINK_BANK_ACCOUNT"}'
    """
        .formatted(base, company);
  }

  private static String addCompany(URI base) {
    return """

    Add a company:

    curl -s '%1$s/_testkit/companies' -d '{"full_name":"CONG TY TNHH ABC"}'
    """
        .formatted(base);
  }

  private static String webhooks(OfflineOptions options) {
    return options.webhook().isPresent()
        ? ""
        : "Webhooks appear on the demo page. To receive them, set %s and %s.\n"
            .formatted(OfflineOption.WEBHOOK_URL.flag(), OfflineOption.WEBHOOK_SECRET.flag());
  }
}
