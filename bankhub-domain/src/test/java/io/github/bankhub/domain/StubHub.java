package io.github.bankhub.domain;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A hub that gives every call the same response.
 *
 * @param response the fields of the response
 * @param calls the calls, in their order
 */
public record StubHub(Map<String, ?> response, List<Call> calls) implements BankHub {

  public StubHub(Map<String, ?> response) {
    this(response, new ArrayList<>());
  }

  @Override
  public BankHubEnvironment environment() {
    return BankHubEnvironment.PRODUCTION;
  }

  @Override
  public AccessToken accessToken() {
    throw new UnsupportedOperationException("no port needs the token");
  }

  @Override
  @SuppressWarnings("unchecked") // The fields of a response may be null.
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    calls.add(new Call(operation, fields));
    return reader.apply((Map<String, @Nullable Object>) response, ZoneOffset.UTC);
  }

  /** A call of the hub. */
  public record Call(Operation operation, Map<String, ?> fields) {}
}
