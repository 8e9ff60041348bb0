package io.github.bankhub.testkit;

import static io.github.bankhub.domain.operation.Operation.CREATE_ACCESS_TOKEN;
import static io.github.bankhub.domain.operation.Operation.CREATE_LINK_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryBankHubTest {

  private static final CompanyXid UNKNOWN = new CompanyXid("UNKNOWN");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final CompanyXid company = control.addCompany("CONG TY TNHH ABC");

  @Nested
  class Creating_a_link_token {

    @Test
    void LT_11_gives_two_different_ids_a_hosted_link_and_an_expiry() {
      LinkToken token = create(LinkTokenRequest.link(company));
      String xid = token.xid().value();
      assertThat(xid).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(token.secret().reveal()).hasSameSizeAs(xid).isNotEqualTo(xid);
      assertThat(token.hostedLink().uri())
          .hasToString("https://bankhub-sandbox.sepay.vn/link/" + xid);
      assertThat(token.expiry().text()).isEqualTo("2026-01-31 11:00:00");
      assertThat(token.expiry().instant()).contains(Instant.parse("2026-01-31T04:00:00Z"));
    }

    @Test
    void takes_every_option_and_what_is_unchecked() {
      LinkTokenRequest request =
          LinkTokenRequest.link(company)
              .redirectTo("http://example.com/linked?a=1")
              .on(Platform.MOBILE_APP)
              .in(DisplayLanguage.ENGLISH)
              .withUncheckedField("external_id", "order-7");
      assertThat(create(request)).isNotNull();
    }

    @Test
    void LT_07_plays_production_with_its_pages_and_its_redirects() {
      InMemoryBankHub production =
          InMemoryBankHub.builder().environment(BankHubEnvironment.PRODUCTION).build();
      CompanyXid there = production.control().addCompany("ABC");
      LinkTokenRequest request = LinkTokenRequest.link(there);
      assertThat(production.environment()).isEqualTo(BankHubEnvironment.PRODUCTION);
      assertThat(production.linkTokens().create(request).hostedLink().uri())
          .hasHost("bankhub.sepay.vn");
      InvalidRequestException rejection =
          catchThrowableOfType(
              InvalidRequestException.class,
              () -> production.linkTokens().create(request.redirectTo("http://example.com")));
      assertThat(rejection.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(rejection.fields()).containsOnlyKeys("completion_redirect_uri");
    }

    @Test
    void LT_07_an_unchecked_redirect_meets_the_services_own_rule() {
      InvalidRequestException rejection =
          catchThrowableOfType(
              InvalidRequestException.class,
              () ->
                  create(
                      LinkTokenRequest.link(company)
                          .withUncheckedField("completion_redirect_uri", "ftp://example.com")));
      assertThat(rejection.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(rejection.fields())
          .containsExactly(
              Map.entry(
                  "completion_redirect_uri",
                  "must be an absolute URI whose scheme is http or https"));
    }

    @Test
    void LT_15_names_a_company_that_is_unknown() {
      NotFoundException rejection = notFound(LinkTokenRequest.link(UNKNOWN));
      assertThat(rejection.possiblyMissing())
          .containsExactly(new Reference("company_xid", "UNKNOWN"));
      assertThat(rejection.serviceMessage())
          .contains("Công ty không tồn tại hoặc không thuộc đơn vị của bạn");
      assertThat(rejection.call().httpStatus()).hasValue(400);
      assertThat(rejection.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
    }

    @Test
    void LT_16_names_an_account_that_belongs_to_another_company() {
      BankAccountXid account =
          control.addBankAccount(control.addCompany("XYZ"), SandboxAccount.of("ACB", "4567890123"));
      NotFoundException rejection = notFound(LinkTokenRequest.unlink(company, account));
      assertThat(rejection.possiblyMissing())
          .containsExactly(new Reference("bank_account_xid", account.value()));
      assertThat(rejection.serviceMessage())
          .contains("Tài khoản ngân hàng không tồn tại hoặc không thuộc công ty này");
    }

    @Test
    void responds_to_not_found_with_404_in_the_documented_style() {
      control.errorStyle(ErrorStyle.DOCUMENTED);
      NotFoundException rejection =
          notFound(LinkTokenRequest.unlink(company, new BankAccountXid("x")));
      assertThat(rejection.possiblyMissing())
          .containsExactly(new Reference("bank_account_xid", "x"));
      assertThat(rejection.serviceMessage()).contains("Not found");
      assertThat(rejection.call().httpStatus()).hasValue(404);
    }

    @Test
    void LT_17_names_no_field_in_the_documented_style() {
      control.errorStyle(ErrorStyle.DOCUMENTED);
      InvalidRequestException rejection =
          catchThrowableOfType(
              InvalidRequestException.class,
              () -> create(LinkTokenRequest.link(company).withUncheckedField("lang", "vi")));
      assertThat(rejection.fields()).isEmpty();
      assertThat(rejection.serviceMessage()).contains("Validation error: lang: use language");
    }

    @Test
    void LT_24_prints_no_secret() {
      LinkToken token = create(LinkTokenRequest.link(company));
      assertThat(token + " " + hub + hub.linkTokens() + hub.accessToken() + control.journal())
          .doesNotContain(
              token.secret().reveal(),
              control.credentials().clientSecret().reveal(),
              hub.accessToken().reveal());
    }
  }

  @Nested
  class Access_tokens {

    @Test
    void have_40_hexadecimal_characters_and_last_60000_seconds() {
      AccessToken token = hub.accessToken();
      assertThat(token.reveal()).matches("[0-9a-f]{40}");
      assertThat(token.issuedAt()).isEqualTo(control.clock().instant());
      assertThat(token.lifetime().toSeconds()).isEqualTo(60_000);
    }

    @Test
    void AT_03_are_renewed_60_seconds_before_they_end() {
      AccessToken token = hub.accessToken();
      control.clock().advance(Duration.ofSeconds(59_939));
      assertThat(hub.accessToken()).isSameAs(token);
      control.clock().advance(Duration.ofSeconds(1));
      assertThat(hub.accessToken()).isNotEqualTo(token);
    }

    @Test
    void AT_03_are_renewed_within_a_tenth_of_a_short_life() {
      control.accessTokenLifetime(Duration.ofSeconds(100));
      AccessToken token = hub.accessToken();
      control.clock().advance(Duration.ofSeconds(89));
      assertThat(hub.accessToken()).isSameAs(token);
      control.clock().advance(Duration.ofSeconds(1));
      assertThat(hub.accessToken()).isNotEqualTo(token);
    }

    @Test
    void AT_04_are_renewed_once_when_the_service_rejects_one() {
      create(LinkTokenRequest.link(company));
      control.expireAccessTokens();
      create(LinkTokenRequest.link(company));
      assertThat(statuses(CREATE_LINK_TOKEN)).containsExactly(201, 401, 201);
      assertThat(statuses(CREATE_ACCESS_TOKEN)).containsExactly(201, 201);
    }

    @Test
    void AT_04_a_failure_after_a_renewal_reports_two_attempts() {
      hub.accessToken();
      control.expireAccessTokens();
      assertThat(notFound(LinkTokenRequest.link(UNKNOWN)).call().attempts()).isEqualTo(2);
    }

    @Test
    void AT_06_are_denied_to_wrong_credentials() {
      BankHub stranger =
          hub.connectedAs(ClientCredentials.of("x", "y"), BankHubEnvironment.SANDBOX);
      AccessDeniedException rejection =
          catchThrowableOfType(AccessDeniedException.class, () -> stranger.accessToken());
      assertThat(rejection.call().operation()).isEqualTo(CREATE_ACCESS_TOKEN);
      assertThat(rejection.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(rejection.call().httpStatus()).hasValue(401);
    }

    @Test
    void AT_06_without_one_nothing_is_created() {
      BankHub stranger =
          hub.connectedAs(ClientCredentials.of("x", "y"), BankHubEnvironment.SANDBOX);
      AccessDeniedException rejection =
          catchThrowableOfType(
              AccessDeniedException.class,
              () -> stranger.linkTokens().create(LinkTokenRequest.link(company)));
      assertThat(rejection.call().operation()).isEqualTo(CREATE_LINK_TOKEN);
      assertThat(rejection.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(statuses(CREATE_LINK_TOKEN)).isEmpty();
    }

    @Test
    void belong_to_one_client_each() {
      BankHub twin = hub.connectedAs(control.credentials(), BankHubEnvironment.PRODUCTION);
      assertThat(twin.environment()).isEqualTo(BankHubEnvironment.PRODUCTION);
      assertThat(twin.accessToken()).isNotEqualTo(hub.accessToken());
    }
  }

  @Nested
  class Ids {

    @Test
    void are_the_same_for_the_same_seed() {
      assertThat(story(7)).isEqualTo(story(7)).isNotEqualTo(story(8));
    }

    @Test
    void of_one_kind_do_not_move_those_of_another() {
      InMemoryBankHub other = InMemoryBankHub.create();
      other.accessToken();
      other.control().expireAccessTokens();
      CompanyXid there = other.control().addCompany("ABC");
      assertThat(there).isEqualTo(company);
      assertThat(other.linkTokens().create(LinkTokenRequest.link(there)))
          .isEqualTo(create(LinkTokenRequest.link(company)));
    }

    @Test
    void of_a_client_look_like_the_sandboxs() {
      assertThat(control.credentials().clientId()).matches("BH-SB-[A-Z0-9]{16}");
    }

    private List<Object> story(long seed) {
      InMemoryBankHub there = InMemoryBankHub.builder().seed(seed).build();
      CompanyXid first = there.control().addCompany("ABC");
      return List.of(
          there.control().credentials(),
          first,
          there.control().addBankAccount(first, SandboxAccount.all().get(0)),
          there.accessToken(),
          there.linkTokens().create(LinkTokenRequest.link(first)),
          there.linkTokens().create(LinkTokenRequest.link(first)));
    }
  }

  @Nested
  class Threads {

    @Test
    void AT_02_share_one_access_token() {
      Set<LinkToken> tokens =
          IntStream.range(0, 500)
              .parallel()
              .mapToObj(i -> create(LinkTokenRequest.link(company)))
              .collect(Collectors.toSet());
      assertThat(tokens).hasSize(500);
      assertThat(statuses(CREATE_ACCESS_TOKEN)).containsExactly(201);
      assertThat(statuses(CREATE_LINK_TOKEN)).hasSize(500).containsOnly(201);
    }

    @Test
    void share_nothing_between_50_hubs() {
      List<InMemoryBankHub> hubs =
          IntStream.range(0, 50)
              .mapToObj(seed -> InMemoryBankHub.builder().seed(seed).build())
              .toList();
      Map<InMemoryBankHub, List<LinkToken>> made =
          hubs.parallelStream()
              .collect(Collectors.toConcurrentMap(each -> each, InMemoryBankHubTest::tenTokens));
      assertThat(made.values().stream().flatMap(List::stream).collect(Collectors.toSet()))
          .hasSize(500);
      assertThat(hubs).allSatisfy(each -> assertThat(each.control().journal()).hasSize(11));
      assertThat(made.get(hubs.get(3)))
          .isEqualTo(tenTokens(InMemoryBankHub.builder().seed(3).build()));
    }
  }

  private static List<LinkToken> tenTokens(InMemoryBankHub there) {
    LinkTokenRequest request = LinkTokenRequest.link(there.control().addCompany("ABC"));
    return IntStream.range(0, 10).mapToObj(i -> there.linkTokens().create(request)).toList();
  }

  private LinkToken create(LinkTokenRequest request) {
    return hub.linkTokens().create(request);
  }

  private NotFoundException notFound(LinkTokenRequest request) {
    return catchThrowableOfType(NotFoundException.class, () -> create(request));
  }

  private List<Integer> statuses(Operation operation) {
    return control.journal().stream()
        .filter(entry -> entry.operation() == operation)
        .map(entry -> entry.status())
        .toList();
  }
}
