package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A hub with link tokens and an access token of its own in front of another hub. */
record Hub(BankHub right, LinkTokens linkTokens, Supplier<AccessToken> token, Supplier<String> text)
    implements BankHub {

  static Hub of(BankHub right, Supplier<AccessToken> token) {
    return new Hub(right, right.linkTokens(), token, () -> "Hub");
  }

  static Hub creating(BankHub right, Creator create) {
    LinkTokens linkTokens = new Creates(right.linkTokens(), create);
    return new Hub(right, linkTokens, right::accessToken, () -> "Hub");
  }

  Hub withAccessToken(Supplier<AccessToken> other) {
    return new Hub(right, linkTokens, other, text);
  }

  /** A hub with another text. */
  static Hub printing(BankHub right, Supplier<String> text) {
    return new Hub(right, right.linkTokens(), right::accessToken, text);
  }

  /** A hub that changes each created token. */
  static Hub returning(BankHub right, UnaryOperator<LinkToken> change) {
    return creating(right, request -> change.apply(right.linkTokens().create(request)));
  }

  /** A hub that makes its calls in another way. */
  static BankHub calling(BankHub right, Caller caller) {
    return new Calling(right, caller);
  }

  @Override
  public BankHubEnvironment environment() {
    return right.environment();
  }

  @Override
  public AccessToken accessToken() {
    return token.get();
  }

  @Override
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    return right.call(operation, fields, reader);
  }

  @Override
  public String toString() {
    return text.get();
  }

  /** Makes a call. */
  @FunctionalInterface
  interface Caller {
    Map<String, @Nullable Object> call(Operation operation, Map<String, ?> fields);
  }

  /** Creates a link token. */
  @FunctionalInterface
  interface Creator {
    LinkToken create(LinkTokenRequest request);
  }

  private record Calling(BankHub right, Caller caller) implements BankHub {

    @Override
    public BankHubEnvironment environment() {
      return right.environment();
    }

    @Override
    public AccessToken accessToken() {
      return right.accessToken();
    }

    @Override
    public <T> T call(
        Operation operation,
        Map<String, ?> fields,
        BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
      return reader.apply(caller.call(operation, fields), ApiObject.VIETNAM);
    }
  }

  private record Creates(LinkTokens right, Creator creator) implements LinkTokens {

    @Override
    public BankHub hub() {
      return right.hub();
    }

    @Override
    public LinkToken create(LinkTokenRequest request) {
      return creator.create(request);
    }
  }
}
