package io.github.bankhub.feign.internal.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import feign.Client;
import feign.Feign;
import feign.Response;
import feign.Retryer;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.wire.BankAccountApi;
import io.github.bankhub.feign.wire.LinkTokenApi;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Every operation, by the Feign clients that are generated from the spec. Thread-safe. */
public final class FeignOperations {

  private final LinkTokenApi linkTokens;
  private final BankAccountApi bankAccounts;
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
    this.linkTokens = api(LinkTokenApi.class, client, base);
    this.bankAccounts = api(BankAccountApi.class, client, base);
    this.calls = calls;
    this.zone = zone;
  }

  /** {@return a generated client} */
  public static <T> T api(Class<T> type, Client client, URI base) {
    return Feign.builder()
        .client(client)
        .encoder((body, bodyType, template) -> template.body(Json.write(body), UTF_8))
        .retryer(Retryer.NEVER_RETRY)
        .target(type, base.toString());
  }

  /** Calls an operation, as {@link io.github.bankhub.domain.port.BankHub#call} says. */
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    BankHub.check(operation, fields);
    return calls.call(
        operation,
        Reference.of(operation, fields),
        call -> {
          fields.forEach(
              (name, value) -> {
                if (Operation.isSecret(name)) {
                  call.addSecret(String.valueOf(value));
                }
              });
          return reader.apply(response(operation, fields, call), zone);
        });
  }

  private Map<String, @Nullable Object> response(
      Operation operation, Map<String, ?> fields, CallContext call) {
    if (operation == Operation.REVOKE_LINK_TOKEN) {
      revoke(fields, call);
      return Map.of();
    }
    return Json.fields(send(operation, fields, call));
  }

  private Response send(Operation operation, Map<String, ?> fields, CallContext call) {
    return switch (operation) {
      case CREATE_ACCESS_TOKEN -> throw new AssertionError("checked before");
      case CREATE_LINK_TOKEN -> linkTokens.createLinkToken(fields, call);
      case GET_LINK_TOKEN -> linkTokens.getLinkToken(fields, call);
      case REVOKE_LINK_TOKEN -> linkTokens.revokeLinkToken(fields, call);
      case LIST_BANK_ACCOUNTS -> bankAccounts.listBankAccounts(UriEncoding.values(fields), call);
      case GET_BANK_ACCOUNT -> bankAccounts.getBankAccount(UriEncoding.xid(fields), call);
    };
  }

  /**
   * The body of a success is not read: any 2xx revokes. A 404 is a success after an attempt whose
   * response was lost, because that attempt may have revoked the token.
   */
  private void revoke(Map<String, ?> fields, CallContext call) {
    try {
      send(Operation.REVOKE_LINK_TOKEN, fields, call);
    } catch (AttemptException e) {
      if (!e.isNotFound() || !call.mayBePerformed()) {
        throw e;
      }
    }
  }
}
