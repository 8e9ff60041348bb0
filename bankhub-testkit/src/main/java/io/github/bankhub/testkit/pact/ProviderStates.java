package io.github.bankhub.testkit.pact;

import au.com.dius.pact.provider.junitsupport.State;
import io.github.bankhub.testkit.Control;
import java.util.Map;

/**
 * The provider states of the shipped pacts, for Pact JVM: {@code context.addStateChangeHandlers(new
 * ProviderStates(hub.control()))}. They prepare an offline Bank Hub, see {@link Control#pactState}.
 * Not thread-safe.
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
    control.pactState("a client exists", given);
  }

  /** Adds a valid access token: {@code access_token}. */
  @State("an access token is valid")
  public void token(Map<String, Object> given) {
    control.pactState("an access token is valid", given);
  }

  /** Makes every access token expire. */
  @State("the access token has expired")
  public void expiredToken() {
    control.pactState("the access token has expired", Map.of());
  }

  /** Adds a company: {@code company_xid}. */
  @State("a company exists")
  public void company(Map<String, Object> given) {
    control.pactState("a company exists", given);
  }

  /** Adds a bank account of a company: {@code company_xid} and {@code bank_account_xid}. */
  @State("a bank account is linked to the company")
  public void account(Map<String, Object> given) {
    control.pactState("a bank account is linked to the company", given);
  }

  /**
   * Adds a link token of a company, to link an account.
   *
   * @param given {@code company_xid}, {@code link_token_xid} and {@code link_token}
   */
  @State("a link token exists")
  public void linkToken(Map<String, Object> given) {
    control.pactState("a link token exists", given);
  }

  /**
   * Adds a transaction of a bank account, of 50,000 đồng.
   *
   * @param given {@code transaction_id} and {@code bank_account_xid}
   */
  @State("a transaction exists")
  public void transaction(Map<String, Object> given) {
    control.pactState("a transaction exists", given);
  }

  /** Sets two keywords. */
  @State("the merchant has keywords")
  public void keywords() {
    control.pactState("the merchant has keywords", Map.of());
  }

  /** Sets the webhook of {@link io.github.bankhub.testkit.sample.Samples}, for all events. */
  @State("a webhook is set")
  public void webhook() {
    control.pactState("a webhook is set", Map.of());
  }

  /** Rejects every logo as too large. */
  @State("the logo is too large")
  public void tooLargeLogos() {
    control.pactState("the logo is too large", Map.of());
  }

  /** Rejects simulated transactions, as production does. */
  @State("transactions cannot be simulated")
  public void withoutSimulation() {
    control.pactState("transactions cannot be simulated", Map.of());
  }

  /** Adds nothing: the hub knows only its own client, and no company, account or link token. */
  @State({
    "the client does not exist",
    "the company does not exist",
    "the bank account is not linked to the company",
    "the bank account does not exist",
    "the transaction does not exist",
    "the link token does not exist"
  })
  public void nothing() {
    control.pactState("the company does not exist", Map.of());
  }

  /** Selects errors as observed on SePay's sandbox, which is the default of the hub. */
  @State("errors come in the observed shape")
  public void observedErrors() {
    control.pactState("errors come in the observed shape", Map.of());
  }

  /** Selects errors as SePay documents them. */
  @State("errors come in the documented shape")
  public void documentedErrors() {
    control.pactState("errors come in the documented shape", Map.of());
  }
}
