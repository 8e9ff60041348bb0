package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.internal.auth.CachedAccessTokens;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.port.FeignOperations;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The hub of one client, with its own access token and the options of its calls. Thread-safe. */
record ClientHub(
    BankHubEnvironment environment,
    CallExecutor calls,
    CachedAccessTokens tokens,
    FeignOperations operations,
    CallOptions options)
    implements BankHub {

  @Override
  public AccessToken accessToken() {
    return tokens
        .cached()
        .orElseGet(
            () -> calls.call(Operation.CREATE_ACCESS_TOKEN, List.of(), options, tokens::current));
  }

  @Override
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    return operations.call(operation, fields, reader, options);
  }

  @Override
  public BankHub with(CallOptions other) {
    return new ClientHub(
        environment, calls, tokens, operations, Objects.requireNonNull(other, "options"));
  }

  /** {@return the environment} */
  @Override
  public String toString() {
    return "BankHub[" + environment + "]";
  }
}
