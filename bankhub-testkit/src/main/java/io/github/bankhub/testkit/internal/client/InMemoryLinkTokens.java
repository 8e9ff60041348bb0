package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.LinkTokens;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Link tokens in memory. */
final class InMemoryLinkTokens implements LinkTokens {

  private final OperationCaller caller;
  private final BankHubEnvironment rules;

  InMemoryLinkTokens(OperationCaller caller, BankHubEnvironment rules) {
    this.caller = caller;
    this.rules = rules;
  }

  @Override
  public LinkToken create(LinkTokenRequest request) {
    rules.check(Objects.requireNonNull(request, "request"));
    return LinkToken.of(
        caller.call(Operation.CREATE_LINK_TOKEN, request.references(), request.fields()),
        ApiObject.VIETNAM);
  }

  @Override
  public LinkTokenDetails get(LinkTokenSecret secret) {
    Objects.requireNonNull(secret, "secret");
    return LinkTokenDetails.of(
        call(Operation.GET_LINK_TOKEN, Map.of("link_token", secret.reveal())), ApiObject.VIETNAM);
  }

  @Override
  public void revoke(LinkTokenXid xid) {
    Objects.requireNonNull(xid, "xid");
    call(Operation.REVOKE_LINK_TOKEN, Map.of("link_token_xid", xid.value()));
  }

  private Map<String, @Nullable Object> call(Operation operation, Map<String, String> fields) {
    return caller.call(operation, Reference.of(operation, fields), fields);
  }
}
