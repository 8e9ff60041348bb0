package io.github.bankhub.feign.internal.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import feign.Client;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.internal.api.GeneratedCalls;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.response.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Every operation, by the requests that are generated from the spec. Thread-safe. */
public final class FeignOperations {

  /** The operations whose response is a link token. */
  private static final Set<Operation> LINK_TOKENS =
      EnumSet.of(Operation.CREATE_LINK_TOKEN, Operation.GET_LINK_TOKEN);

  private final GeneratedCalls generated;
  private final CallExecutor calls;
  private final ZoneId zone;

  /**
   * Creates it.
   *
   * @param client sends a request with the access token
   * @param base the address of Bank Hub
   * @param zone the zone of times without a zone
   */
  public FeignOperations(Client client, URI base, CallExecutor calls, ZoneId zone) {
    this.generated = generated(client, base);
    this.calls = calls;
    this.zone = zone;
  }

  /** {@return the generated requests, sent by a client} */
  public static GeneratedCalls generated(Client client, URI base) {
    return new GeneratedCalls(
        client, target(base), Json::write, MultipartBody::of, FeignOperations::encode);
  }

  /** A client may accept a scheme only in lower case. */
  private static String target(URI base) {
    return base.getScheme().toLowerCase(Locale.ROOT) + ":" + base.getRawSchemeSpecificPart();
  }

  /** Calls an operation with options, as {@link BankHub#call} says. */
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader,
      CallOptions options) {
    BankHub.check(operation, fields);
    return calls.call(
        operation,
        Reference.of(operation, fields),
        options,
        call -> {
          fields.forEach(
              (name, value) -> {
                if (Operation.isSecret(name)) {
                  call.addSecret(String.valueOf(value));
                }
              });
          Map<String, @Nullable Object> response = response(operation, fields, call);
          if (LINK_TOKENS.contains(operation) && response.get("xid") instanceof String xid) {
            call.addId("link_token_xid", xid);
          }
          return reader.apply(response, zone);
        });
  }

  private Map<String, @Nullable Object> response(
      Operation operation, Map<String, ?> fields, CallContext call) {
    if (operation == Operation.REVOKE_LINK_TOKEN) {
      revoke(fields, call);
      return Map.of();
    }
    return Json.fields(generated.call(operation, fields, call), operation);
  }

  /**
   * The body of a success is not read: any 2xx revokes. A 404 is a success after an attempt whose
   * response was lost, because that attempt may have revoked the token.
   */
  private void revoke(Map<String, ?> fields, CallContext call) {
    try {
      generated.call(Operation.REVOKE_LINK_TOKEN, fields, call);
    } catch (AttemptException e) {
      if (!e.isNotFound() || !call.mayBePerformed()) {
        throw e;
      }
    }
  }

  /** {@return a name or value of a path or query, encoded} */
  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
