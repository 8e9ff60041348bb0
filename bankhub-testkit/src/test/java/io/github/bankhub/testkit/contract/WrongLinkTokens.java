package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Link token ports with one fault each, as suites. */
final class WrongLinkTokens {

  private static final CompanyXid SOME_COMPANY = new CompanyXid("SOMECOMPANY");

  private WrongLinkTokens() {}

  /** The fake, with something done wrong around its {@code create}. */
  abstract static class Around extends LinkTokensContract {

    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      return Hub.creating(right, request -> create(request, right, service));
    }

    abstract LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service);
  }

  /** The fake, with another request sent than the one given. */
  abstract static class Sends extends Around {

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      return right.linkTokens().create(changed(request));
    }

    abstract LinkTokenRequest changed(LinkTokenRequest request);
  }

  /** The fake, with another token answered than the one created. */
  abstract static class Answers extends Around {

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      return changed(right.linkTokens().create(request), service);
    }

    abstract LinkToken changed(LinkToken token, InMemoryBankHub service);
  }

  /** The fake, with another failure thrown than its own. */
  abstract static class Fails extends Around {

    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (BankHubException failure) {
        throw changed(failure, right);
      }
    }

    abstract BankHubException changed(BankHubException failure, BankHub right);
  }

  static final class DropsUncheckedFields extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      LinkTokenRequest checked = plain(request);
      checked = request.redirect().map(checked::redirectTo).orElse(checked);
      checked = request.platform().map(checked::on).orElse(checked);
      return request.language().map(checked::in).orElse(checked);
    }
  }

  /** The request without its options. */
  private static LinkTokenRequest plain(LinkTokenRequest request) {
    return request
        .accountToUnlink()
        .map(account -> LinkTokenRequest.unlink(request.company(), account))
        .orElseGet(() -> LinkTokenRequest.link(request.company()));
  }

  private static LinkTokenRequest withUnchecked(LinkTokenRequest plain, LinkTokenRequest request) {
    LinkTokenRequest changed = plain;
    for (Map.Entry<String, Object> field : request.unchecked().entrySet()) {
      changed = changed.unchecked(field.getKey(), field.getValue());
    }
    return changed;
  }

  static final class RefusesUncheckedFields extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      return request.unchecked().isEmpty() ? request : refused("unchecked");
    }
  }

  static final class DemandsAnAccount extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      return request.accountToUnlink().isEmpty() ? refused("bank_account_xid") : request;
    }
  }

  static final class OnlyLinks extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      LinkTokenRequest link = LinkTokenRequest.link(request.company());
      link = request.redirect().map(link::redirectTo).orElse(link);
      link = request.platform().map(link::on).orElse(link);
      return withUnchecked(request.language().map(link::in).orElse(link), request);
    }
  }

  static final class CannotUnlink extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      return request.accountToUnlink().isEmpty() ? request : refused("purpose");
    }
  }

  static final class DemandsARedirect extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      return request.redirect().isEmpty() ? refused("redirect") : request;
    }
  }

  static final class DropsTheRedirect extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      return withUnchecked(plain(request), request);
    }
  }

  static final class TakesHttpsAloneEverywhere extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      BankHubEnvironment.PRODUCTION.check(request);
      return request;
    }
  }

  static final class ComparesSchemesLetterForLetter extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      boolean strange =
          request.redirect().filter(to -> to.toString().contains("HTTPS:")).isPresent();
      return strange ? refused("completion_redirect_uri") : request;
    }
  }

  static final class ForgetsTheRedirectRule extends LinkTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHubEnvironment lax = BankHubEnvironment.SANDBOX;
      return service.connectedAs(credentials, lax);
    }
  }

  static final class SendsBeforeItChecks extends LinkTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub unchecking = service.connectedAs(credentials, BankHubEnvironment.SANDBOX);
      return new Hub(
          rules,
          new Creates(
              unchecking.linkTokens(),
              request -> {
                unchecking.accessTokens().current();
                rules.check(request);
                return unchecking.linkTokens().create(request);
              }),
          unchecking.bankAccounts(),
          unchecking.accessTokens());
    }
  }

  static final class SendsTheSurfaceAsText extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      Optional<Platform> surface = request.platform();
      return surface.isEmpty()
          ? request
          : request.unchecked("is_mobile_app", String.valueOf(surface.get().wireValue()));
    }
  }

  static final class KnowsTwoLanguages extends Sends {
    @Override
    LinkTokenRequest changed(LinkTokenRequest request) {
      Set<DisplayLanguage> known = Set.of(DisplayLanguage.VIETNAMESE, DisplayLanguage.ENGLISH);
      boolean unknown = request.language().filter(l -> !known.contains(l)).isPresent();
      return unknown ? refused("language") : request;
    }
  }

  static final class SwapsXidAndSecret extends Answers {
    @Override
    LinkToken changed(LinkToken token, InMemoryBankHub service) {
      return new LinkToken(
          new LinkTokenXid(token.secret().reveal()),
          new LinkTokenSecret(token.xid().value()),
          token.hostedLink(),
          token.expiry());
    }
  }

  static final class KeepsTokensForEqualRequests extends LinkTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      ConcurrentMap<LinkTokenRequest, LinkToken> kept = new ConcurrentHashMap<>();
      return Hub.creating(
          right, request -> kept.computeIfAbsent(request, right.linkTokens()::create));
    }
  }

  static final class ReadsTheExpiryInUtc extends Answers {
    @Override
    LinkToken changed(LinkToken token, InMemoryBankHub service) {
      return expiring(token, LinkTokenExpiry.read(token.expiry().text(), ZoneOffset.UTC));
    }
  }

  static final class AssumesHalfAnHourOfLife extends Answers {
    @Override
    LinkToken changed(LinkToken token, InMemoryBankHub service) {
      return expiring(
          token,
          LinkTokenExpiry.at(
              service.control().clock().instant().plus(Duration.ofMinutes(30)), ApiObject.VIETNAM));
    }
  }

  static final class DerivesTheLink extends Answers {
    @Override
    LinkToken changed(LinkToken token, InMemoryBankHub service) {
      return at("https://bankhub-sandbox.sepay.vn/hosted-link/" + token.xid(), token);
    }
  }

  static final class PutsItsOwnOriginIntoTheLink extends Answers {
    @Override
    LinkToken changed(LinkToken token, InMemoryBankHub service) {
      return at("https://pay.example.com" + token.hostedLink().uri().getPath(), token);
    }
  }

  static final class SwallowsRefusals extends Around {
    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (BankHubException refusal) {
        return new LinkToken(
            new LinkTokenXid("none"),
            new LinkTokenSecret("none"),
            HostedLink.of("https://bankhub.sepay.vn"),
            LinkTokenExpiry.read(null, ApiObject.VIETNAM));
      }
    }
  }

  static final class CallsNotFoundInvalid extends Fails {
    @Override
    BankHubException changed(BankHubException failure, BankHub right) {
      return failure instanceof NotFoundException
          ? new InvalidRequestException(failure.call(), Map.of())
          : failure;
    }
  }

  static final class CallsInvalidNotFound extends Fails {
    @Override
    BankHubException changed(BankHubException failure, BankHub right) {
      return failure instanceof InvalidRequestException
          ? new NotFoundException(failure.call(), List.of(), null)
          : failure;
    }
  }

  static final class LosesFieldsAndWords extends Fails {
    @Override
    BankHubException changed(BankHubException failure, BankHub right) {
      return failure instanceof InvalidRequestException
          ? new InvalidRequestException(failure.call(), Map.of())
          : failure;
    }
  }

  static final class BlamesTheCompany extends Fails {
    @Override
    BankHubException changed(BankHubException failure, BankHub right) {
      return blaming("company_xid", failure);
    }
  }

  static final class BlamesTheAccount extends Fails {
    @Override
    BankHubException changed(BankHubException failure, BankHub right) {
      return blaming("bank_account_xid", failure);
    }
  }

  static final class GivesUpOnAnExpiredAccessToken extends Around {
    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      long before = refusedBearers(service);
      LinkToken token = right.linkTokens().create(request);
      if (refusedBearers(service) > before) {
        throw new AccessDeniedException(
            CallDetails.rejected(Operation.CREATE_LINK_TOKEN, 401), "the token is no longer good");
      }
      return token;
    }

    private static long refusedBearers(InMemoryBankHub service) {
      return service.control().journal().stream().filter(entry -> entry.status() == 401).count();
    }
  }

  static final class PrintsItsCredentials extends LinkTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      LinkTokens talkative =
          new Creates(right.linkTokens(), right.linkTokens()::create) {
            @Override
            public String toString() {
              return "LinkTokens of " + credentials.clientSecret().reveal();
            }
          };
      return Hub.of(right, talkative);
    }
  }

  static final class ShowsItsHeaders extends Fails {
    @Override
    BankHubException changed(BankHubException failure, BankHub right) {
      if (failure instanceof InvalidRequestException invalid) {
        String header = "Bearer " + right.accessTokens().current().reveal();
        invalid.addSuppressed(new IllegalStateException("Authorization: " + header));
      }
      return failure;
    }
  }

  static final class ShowsRefusedCredentials extends LinkTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      BankHub right = service.connectedAs(credentials, rules);
      return Hub.creating(
          right,
          request -> {
            try {
              return right.linkTokens().create(request);
            } catch (AccessDeniedException e) {
              throw new AccessDeniedException(
                  e.call(), "with " + credentials.clientSecret().reveal());
            }
          });
    }
  }

  static final class TriesRefusedRequestsAgain extends Around {
    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (InvalidRequestException | NotFoundException refusal) {
        return right.linkTokens().create(request);
      }
    }
  }

  static final class CannotTellWhatWasSent extends Fails {
    @Override
    BankHubException changed(BankHubException failure, BankHub right) {
      CallDetails call = CallDetails.unknown(Operation.CREATE_LINK_TOKEN);
      if (failure instanceof InvalidRequestException invalid) {
        return new InvalidRequestException(call, invalid.fields());
      }
      return failure instanceof NotFoundException missing
          ? new NotFoundException(call, missing.candidates(), null)
          : new AccessDeniedException(call, "no reason was given");
    }
  }

  static final class LeavesATokenBehind extends Around {
    @Override
    LinkToken create(LinkTokenRequest request, BankHub right, InMemoryBankHub service) {
      try {
        return right.linkTokens().create(request);
      } catch (NotFoundException refusal) {
        OnlyLinks fallback = new OnlyLinks();
        fallback.create(request, right, service);
        throw refusal;
      }
    }
  }

  private static LinkTokenRequest refused(String field) {
    throw new InvalidRequestException(
        CallDetails.notSent(Operation.CREATE_LINK_TOKEN), Map.of(field, "is not to my liking"));
  }

  private static LinkToken expiring(LinkToken token, LinkTokenExpiry expiry) {
    return new LinkToken(token.xid(), token.secret(), token.hostedLink(), expiry);
  }

  private static LinkToken at(String link, LinkToken token) {
    return new LinkToken(token.xid(), token.secret(), HostedLink.of(link), token.expiry());
  }

  private static BankHubException blaming(String field, BankHubException failure) {
    return failure instanceof NotFoundException
        ? new NotFoundException(
            failure.call(), List.of(new Reference(field, SOME_COMPANY.value())), null)
        : failure;
  }
}
