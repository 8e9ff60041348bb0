package io.github.bankhub.testkit.contract;

import static io.github.bankhub.domain.json.ApiObject.VIETNAM;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Link token ports with one fault each in getting or revoking, as suites. */
final class WrongLinkTokenLifecycles {

  private WrongLinkTokenLifecycles() {}

  /** The fake, with something done wrong around its {@code get} and {@code revoke}. */
  abstract static class Around extends LinkTokenLifecycleContract {

    private final List<LinkTokenXid> created = new ArrayList<>();
    private final List<LinkTokenSecret> asked = new ArrayList<>();

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub hub = service.connectedAs(credentials, rules);
      LinkTokens right =
          new Creates(
              hub.linkTokens(),
              request -> {
                var token = hub.linkTokens().create(request);
                created.add(token.xid());
                return token;
              });
      LinkTokens wrong =
          new Creates(right, right::create) {
            @Override
            public LinkTokenDetails get(LinkTokenSecret secret) {
              asked.add(secret);
              return Around.this.get(right, secret, service);
            }

            @Override
            public void revoke(LinkTokenXid xid) {
              Around.this.revoke(right, xid, service);
            }
          };
      return Hub.of(hub, wrong);
    }

    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      return right.get(secret);
    }

    void revoke(LinkTokens right, LinkTokenXid xid, InMemoryBankHub service) {
      right.revoke(xid);
    }

    final List<LinkTokenXid> created() {
      return created;
    }

    final LinkTokenSecret firstAsked() {
      return asked.get(0);
    }

    /** The status of the service's last answer to a call. */
    static int last(InMemoryBankHub service, Operation operation) {
      return service.control().journal().stream()
          .filter(entry -> entry.operation() == operation)
          .mapToInt(JournalEntry::status)
          .reduce(0, (earlier, later) -> later);
    }
  }

  /** The fake, with other details told than the service's. */
  abstract static class Tells extends Around {

    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      Map<String, @Nullable Object> fields = new HashMap<>(right.get(secret).fields());
      change(fields);
      return LinkTokenDetails.of(fields, VIETNAM);
    }

    abstract void change(Map<String, @Nullable Object> fields);
  }

  static final class TellsOfTheFirstAlways extends Around {
    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      return right.get(firstAsked());
    }
  }

  static final class LosesTheRedirect extends Tells {
    @Override
    void change(Map<String, @Nullable Object> fields) {
      fields.remove("completion_redirect_uri");
    }
  }

  static final class ShowsTheSecret extends Around {
    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      try {
        return right.get(secret);
      } catch (NotFoundException e) {
        Reference shown = new Reference("link_token", secret.reveal());
        throw new NotFoundException(e.call(), List.of(shown), null);
      }
    }
  }

  static final class CallsInvalidNotFound extends Around {
    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      try {
        return right.get(secret);
      } catch (InvalidRequestException e) {
        Reference reference = new Reference("link_token", "***");
        throw new NotFoundException(e.call(), List.of(reference), null);
      }
    }
  }

  static final class ReadsTimesInUtc extends Around {
    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      return LinkTokenDetails.of(right.get(secret).fields(), ZoneOffset.UTC);
    }
  }

  static final class LosesTheLastEvents extends Tells {
    @Override
    void change(Map<String, @Nullable Object> fields) {
      if (fields.get("events") instanceof List<?> events) {
        fields.put("events", events.subList(0, 1));
      }
    }
  }

  static final class LosesTheVisits extends Tells {
    @Override
    void change(Map<String, @Nullable Object> fields) {
      fields.remove("sessions");
    }
  }

  static final class SaysActiveForEver extends Tells {
    @Override
    void change(Map<String, @Nullable Object> fields) {
      fields.put("status", "Active");
    }
  }

  static final class RevokesNothing extends Around {
    @Override
    void revoke(LinkTokens right, LinkTokenXid xid, InMemoryBankHub service) {
      // Nothing is revoked, which is the fault.
    }
  }

  static final class RevokesWhateverWasCreated extends Around {
    @Override
    void revoke(LinkTokens right, LinkTokenXid xid, InMemoryBankHub service) {
      created().forEach(right::revoke);
    }
  }

  static final class SwallowsNotFound extends Around {
    @Override
    void revoke(LinkTokens right, LinkTokenXid xid, InMemoryBankHub service) {
      try {
        right.revoke(xid);
      } catch (NotFoundException e) {
        // Told as success, which is the fault.
      }
    }
  }

  static final class SwallowsInvalid extends Around {
    @Override
    void revoke(LinkTokens right, LinkTokenXid xid, InMemoryBankHub service) {
      try {
        right.revoke(xid);
      } catch (InvalidRequestException e) {
        // Told as success, which is the fault.
      }
    }
  }

  static final class BlamesALostAnswerOnTheId extends Around {
    @Override
    void revoke(LinkTokens right, LinkTokenXid xid, InMemoryBankHub service) {
      right.revoke(xid);
      if (last(service, Operation.REVOKE_LINK_TOKEN) == 404) {
        CallDetails call = CallDetails.rejected(Operation.REVOKE_LINK_TOKEN, 404);
        Reference reference = new Reference("link_token_xid", xid.value());
        throw new NotFoundException(call, List.of(reference), null);
      }
    }
  }

  static final class NeverSendsAgain extends Around {
    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      if (!service.control().faults().isEmpty()) {
        CallDetails call = CallDetails.unknown(Operation.GET_LINK_TOKEN);
        throw new UnavailableException(call, Reason.SERVER_ERROR, "once is enough");
      }
      return right.get(secret);
    }
  }

  static final class CannotTellWhatWasSent extends Around {
    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      try {
        return right.get(secret);
      } catch (NotFoundException e) {
        CallDetails vague = CallDetails.unknown(Operation.GET_LINK_TOKEN);
        throw new NotFoundException(vague, e.candidates(), null);
      }
    }
  }

  static final class GivesUpOnAnExpiredAccessToken extends Around {
    @Override
    LinkTokenDetails get(LinkTokens right, LinkTokenSecret secret, InMemoryBankHub service) {
      LinkTokenDetails details = right.get(secret);
      boolean renewed =
          service.control().journal().stream()
              .anyMatch(
                  entry -> entry.operation() == Operation.GET_LINK_TOKEN && entry.status() == 401);
      if (renewed) {
        CallDetails call = CallDetails.rejected(Operation.GET_LINK_TOKEN, 401);
        throw new AccessDeniedException(call, "the access token has expired");
      }
      return details;
    }
  }
}
