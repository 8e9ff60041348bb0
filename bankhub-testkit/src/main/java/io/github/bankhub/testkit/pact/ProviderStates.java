package io.github.bankhub.testkit.pact;

import au.com.dius.pact.provider.junitsupport.State;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.Map;

/**
 * The provider states of the shipped pacts. They prepare an offline Bank Hub. Pass it to Pact JVM
 * with {@code context.addStateChangeHandlers(new ProviderStates(hub.control()))}, and reset the hub
 * before each interaction. Not thread-safe.
 */
public final class ProviderStates {

  private final Control control;

  /** The states of the hub with this control. */
  public ProviderStates(Control control) {
    this.control = control;
  }

  /** Adds a client with the given credentials: {@code client_id} and {@code client_secret}. */
  @State("a client exists")
  public void client(Map<String, Object> given) {
    control.addClient(ClientCredentials.of(text(given, "client_id"), text(given, "client_secret")));
  }

  /** Adds a valid access token: {@code access_token}. */
  @State("an access token is valid")
  public void token(Map<String, Object> given) {
    control.addAccessToken(text(given, "access_token"));
  }

  /** Makes every access token expire. */
  @State("the access token has expired")
  public void expiredToken() {
    control.expireAccessTokens();
  }

  /** Adds a company: {@code company_xid}. */
  @State("a company exists")
  public void company(Map<String, Object> given) {
    control.addCompany(new CompanyXid(text(given, "company_xid")), "CONG TY TNHH ABC");
  }

  /** Adds a bank account of a company: {@code company_xid} and {@code bank_account_xid}. */
  @State("a bank account is linked to the company")
  public void account(Map<String, Object> given) {
    control.addBankAccount(
        new BankAccountXid(text(given, "bank_account_xid")),
        new CompanyXid(text(given, "company_xid")),
        SandboxAccount.all().get(0));
  }

  /**
   * Adds a link token of a company, to link an account.
   *
   * @param given {@code company_xid}, {@code link_token_xid} and {@code link_token}
   */
  @State("a link token exists")
  public void linkToken(Map<String, Object> given) {
    control.addLinkToken(
        new LinkTokenXid(text(given, "link_token_xid")),
        new LinkTokenSecret(text(given, "link_token")),
        new CompanyXid(text(given, "company_xid")));
  }

  /** Adds nothing: the hub knows only its own client, and no company, account or link token. */
  @State({
    "the client does not exist",
    "the company does not exist",
    "the bank account is not linked to the company",
    "the bank account does not exist",
    "the link token does not exist"
  })
  public void nothing() {}

  /** Selects errors as observed on SePay's sandbox, which is the default of the hub. */
  @State("errors come in the observed shape")
  public void observedErrors() {
    control.errorStyle(ErrorStyle.OBSERVED);
  }

  /** Selects errors as SePay documents them. */
  @State("errors come in the documented shape")
  public void documentedErrors() {
    control.errorStyle(ErrorStyle.DOCUMENTED);
  }

  private static String text(Map<String, Object> given, String name) {
    Object value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the provider state lacks the parameter " + name);
    }
    return value.toString();
  }
}
