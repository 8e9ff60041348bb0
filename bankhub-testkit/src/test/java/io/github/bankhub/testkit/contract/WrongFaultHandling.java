package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.InternalService;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.service.Credentials;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Clients that make the wrong thing of one fault each, as suites of that fault alone. */
final class WrongFaultHandling {

  private WrongFaultHandling() {}

  /** The fake, with something done wrong around its {@code create}. */
  abstract static class Around extends FaultsContract {

    private final FaultScenario scenario;

    Around(FaultScenario scenario) {
      this.scenario = scenario;
    }

    @Override
    protected boolean shows(FaultScenario shown) {
      return shown == scenario;
    }

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      return Hub.creating(right, request -> create(request, right, service));
    }

    abstract LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service);
  }

  /** The fake, with another failure thrown than its own. */
  abstract static class Fails extends Around {

    Fails(FaultScenario scenario) {
      super(scenario);
    }

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (BankHubException failure) {
        throw changed(failure);
      }
    }

    abstract BankHubException changed(BankHubException failure);
  }

  /** The fake, with something done too much after a call that a fault struck and that succeeded. */
  abstract static class DoesMore extends Around {

    DoesMore(FaultScenario scenario) {
      super(scenario);
    }

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      LinkToken token = right.linkTokens().create(request);
      if (isStruck(service)) {
        more(request, right, service);
      }
      return token;
    }

    abstract void more(LinkTokenRequest request, BankHub right, InMemoryBankHub service);
  }

  /** The fake, with a second link token created after such a call. */
  abstract static class CreatesTwice extends DoesMore {

    CreatesTwice(FaultScenario scenario) {
      super(scenario);
    }

    @Override
    void more(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      right.linkTokens().create(request);
    }
  }

  /** The fake, with a failed call sent again, and all attempts told. */
  abstract static class SendsAgain extends Around {

    SendsAgain(FaultScenario scenario) {
      super(scenario);
    }

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (BankHubException first) {
        return again(request, right, first.call().attempts());
      }
    }

    private LinkToken again(LinkTokenRequest request, BankHub right, int attempts) {
      try {
        return right.linkTokens().create(request);
      } catch (BankHubException second) {
        CallDetails call = second.call();
        throw failure(call.after(attempts + call.attempts(), Duration.ZERO));
      }
    }

    abstract BankHubException failure(CallDetails call);
  }

  static final class SaysThatARefusalMayHaveBeenPerformed extends Fails {
    SaysThatARefusalMayHaveBeenPerformed() {
      super(FaultScenario.FORBIDDEN_403);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return new AccessDeniedException(told(failure, RequestOutcome.UNKNOWN), "Forbidden");
    }
  }

  static final class SaysThatALostAnswerWasRejected extends Fails {
    SaysThatALostAnswerWasRejected() {
      super(FaultScenario.RESET_MID_BODY);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return new UnavailableException(
          told(failure, RequestOutcome.REJECTED), Reason.RESET, "reset");
    }
  }

  static final class HidesTheStatus extends Fails {
    HidesTheStatus() {
      super(FaultScenario.SERVER_ERROR_500);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      CallDetails call =
          CallDetails.unknown(Operation.CREATE_LINK_TOKEN)
              .failedOperation(failure.call().failedOperation())
              .after(failure.call().attempts(), Duration.ZERO);
      return new UnavailableException(call, Reason.SERVER_ERROR, "the service failed");
    }
  }

  static final class LosesHowLongToWait extends Fails {
    LosesHowLongToWait() {
      super(FaultScenario.RATE_LIMITED_429_DATE);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return new RateLimitedException(failure.call(), null);
    }
  }

  static final class CallsAStallAReset extends Fails {
    CallsAStallAReset() {
      super(FaultScenario.STALL_MID_BODY);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return new UnavailableException(failure.call(), Reason.RESET, "reset");
    }
  }

  static final class TakesTheFirewallForTheService extends Fails {
    TakesTheFirewallForTheService() {
      super(FaultScenario.BLOCKED_403);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return failure instanceof BlockedByFirewallException
          ? new AccessDeniedException(failure.call(), "Forbidden")
          : failure;
    }
  }

  static final class BlamesTheAccessToken extends Fails {
    BlamesTheAccessToken() {
      super(FaultScenario.BROKEN_JSON);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      CallDetails call = failure.call().failedOperation(Operation.CREATE_ACCESS_TOKEN);
      return new MalformedResponseException(call, "no JSON");
    }
  }

  static final class BlamesTheCreate extends Fails {
    BlamesTheCreate() {
      super(FaultScenario.BROKEN_JSON);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      CallDetails call = failure.call().failedOperation(Operation.CREATE_LINK_TOKEN);
      return new MalformedResponseException(call, "no JSON");
    }
  }

  static final class SaysThatACreateWithoutATokenMayHaveBeenPerformed extends Fails {
    SaysThatACreateWithoutATokenMayHaveBeenPerformed() {
      super(FaultScenario.STALL_BEFORE_ANSWER);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return new UnavailableException(
          told(failure, RequestOutcome.UNKNOWN), Reason.TIMEOUT, "late");
    }
  }

  static final class TakesAMissingPathForAMissingCompany extends Fails {
    TakesAMissingPathForAMissingCompany() {
      super(FaultScenario.NOT_FOUND_404);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return new NotFoundException(failure.call(), List.of(), "Not found");
    }
  }

  static final class CountsOneAttempt extends Fails {
    CountsOneAttempt() {
      super(FaultScenario.RATE_LIMITED_429);
    }

    @Override
    BankHubException changed(BankHubException failure) {
      return new RateLimitedException(failure.call().after(1, Duration.ZERO), null);
    }
  }

  static final class SwallowsFailures extends Around {
    SwallowsFailures() {
      super(FaultScenario.EMPTY_BODY);
    }

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (MalformedResponseException failure) {
        service.control().clearFaults();
        return right.linkTokens().create(request);
      }
    }
  }

  static final class WantsNoWrapper extends DoesMore {
    WantsNoWrapper() {
      super(FaultScenario.JSON_IN_WRAPPER);
    }

    @Override
    void more(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      throw new MalformedResponseException(
          CallDetails.unknown(Operation.CREATE_LINK_TOKEN).withHttpStatus(201), "no xid");
    }
  }

  static final class CreatesAgainAfterAReset extends CreatesTwice {
    CreatesAgainAfterAReset() {
      super(FaultScenario.RESET_AFTER_ANSWER);
    }
  }

  static final class RepeatsWhatMayHaveBeenPerformed extends SendsAgain {
    RepeatsWhatMayHaveBeenPerformed() {
      super(FaultScenario.CLOSED_BEFORE_ANSWER);
    }

    @Override
    BankHubException failure(CallDetails call) {
      return new UnavailableException(call, Reason.RESET, "closed");
    }
  }

  static final class RenewsTheAccessTokenTwice extends SendsAgain {
    RenewsTheAccessTokenTwice() {
      super(FaultScenario.UNAUTHENTICATED_401);
    }

    @Override
    BankHubException failure(CallDetails call) {
      return new AccessDeniedException(call, "Unauthenticated");
    }
  }

  static final class GoesOnWithoutAnAccessToken extends Around {
    GoesOnWithoutAnAccessToken() {
      super(FaultScenario.GARBAGE_BODY);
    }

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (MalformedResponseException failure) {
        sendUnauthenticated(service);
        throw failure;
      }
    }
  }

  static final class NeverSendsAgain extends DoesMore {
    NeverSendsAgain() {
      super(FaultScenario.RATE_LIMITED_429);
    }

    @Override
    void more(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      throw new RateLimitedException(CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 429), null);
    }
  }

  static final class CreatesOneTooMany extends CreatesTwice {
    CreatesOneTooMany() {
      super(FaultScenario.RATE_LIMITED_429);
    }
  }

  static final class SendsOnceTooOften extends DoesMore {
    SendsOnceTooOften() {
      super(FaultScenario.UNAUTHENTICATED_401);
    }

    @Override
    void more(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      sendUnauthenticated(service);
    }
  }

  static final class AsksForAnAccessTokenOnceTooOften extends DoesMore {
    AsksForAnAccessTokenOnceTooOften() {
      super(FaultScenario.GATEWAY_TIMEOUT_504);
    }

    @Override
    void more(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      service
          .connectedAs(service.control().credentials(), right.environment())
          .accessTokens()
          .current();
    }
  }

  private static boolean isStruck(InMemoryBankHub service) {
    return service.control().journal().stream()
        .map(JournalEntry::fault)
        .anyMatch(fault -> fault.isPresent());
  }

  private static void sendUnauthenticated(InMemoryBankHub service) {
    InternalService.of(service)
        .perform(
            Operation.CREATE_LINK_TOKEN,
            new Credentials.None(),
            Map.of(),
            service.environment().baseUri());
  }

  /** The same facts, but for the delivery. */
  private static CallDetails told(BankHubException failure, RequestOutcome requestOutcome) {
    CallDetails facts = failure.call();
    CallDetails call =
        requestOutcome == RequestOutcome.UNKNOWN
            ? CallDetails.unknown(facts.operation())
            : CallDetails.rejected(facts.operation(), facts.httpStatus().orElse(400));
    if (facts.httpStatus().isPresent()) {
      call = call.withHttpStatus(facts.httpStatus().getAsInt());
    }
    return call.failedOperation(facts.failedOperation()).after(facts.attempts(), Duration.ZERO);
  }
}
