package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A hub of given ports, for mutants that a change of the calls cannot express. */
record Hub(
    BankHubEnvironment environment,
    LinkTokens linkTokens,
    BankAccounts bankAccounts,
    AccessTokens accessTokens,
    Supplier<String> text)
    implements BankHub {

  static Hub of(BankHub right, AccessTokens accessTokens) {
    return new Hub(
        right.environment(), right.linkTokens(), right.bankAccounts(), accessTokens, () -> "Hub");
  }

  static Hub creating(BankHub right, Creator create) {
    return new Hub(
        right.environment(),
        new Creates(right.linkTokens(), create),
        right.bankAccounts(),
        right.accessTokens(),
        () -> "Hub");
  }

  Hub withAccessTokens(AccessTokens other) {
    return new Hub(environment, linkTokens, bankAccounts, other, text);
  }

  /** A hub with another text. */
  static Hub printing(BankHub right, Supplier<String> text) {
    return new Hub(
        right.environment(), right.linkTokens(), right.bankAccounts(), right.accessTokens(), text);
  }

  /** A hub that changes each created token. */
  static Hub returning(BankHub right, UnaryOperator<LinkToken> change) {
    return creating(right, request -> change.apply(right.linkTokens().create(request)));
  }

  @Override
  public String toString() {
    return text.get();
  }

  /** Creates a link token. */
  @FunctionalInterface
  interface Creator {
    LinkToken create(LinkTokenRequest request);
  }

  private record Creates(LinkTokens right, Creator creator) implements LinkTokens {

    @Override
    public LinkToken create(LinkTokenRequest request) {
      return creator.create(request);
    }

    @Override
    public LinkTokenDetails get(LinkTokenSecret secret) {
      return right.get(secret);
    }

    @Override
    public void revoke(LinkTokenXid xid) {
      right.revoke(xid);
    }
  }
}
