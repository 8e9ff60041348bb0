package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any request arrives unchanged, and its response too. */
class AnyRequestTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  @Provide
  static Arbitrary<LinkTokenRequest> requests() {
    Arbitrary<LinkTokenRequest> bare =
        Combinators.combine(
                ids().map(CompanyXid::new), ids().map(BankAccountXid::new).injectNull(0.5))
            .as(
                (company, account) ->
                    account == null
                        ? LinkTokenRequest.link(company)
                        : LinkTokenRequest.unlink(company, account));
    return Combinators.combine(
            bare,
            redirects().injectNull(0.3),
            Arbitraries.of(Platform.class).injectNull(0.3),
            values().map(DisplayLanguage::new).injectNull(0.3),
            unchecked())
        .as(AnyRequestTest::with);
  }

  private static LinkTokenRequest with(
      LinkTokenRequest bare,
      String redirect,
      Platform platform,
      DisplayLanguage language,
      Map<String, Object> unchecked) {
    LinkTokenRequest request = redirect == null ? bare : bare.redirectTo(redirect);
    request = platform == null ? request : request.on(platform);
    request = language == null ? request : request.in(language);
    for (Map.Entry<String, Object> field : unchecked.entrySet()) {
      request = request.withUncheckedField(field.getKey(), field.getValue());
    }
    return request;
  }

  /** The offline hub has companies and bank accounts only with ids that a path can contain. */
  private static Arbitrary<String> ids() {
    return values().map(text -> text.replaceAll("[/\\\\]|^\\.{1,2}$", "x"));
  }

  /**
   * Texts without control characters, which no value takes: bidi controls and lone surrogates too.
   */
  private static Arbitrary<String> values() {
    return texts()
        .map(
            text ->
                text.replaceAll(
                    "[\\p{Cs}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]", "x"));
  }

  /** Everything but ISO control characters; halves of pairs are among it. */
  private static Arbitrary<String> texts() {
    Arbitrary<String> odd = Arbitraries.of("\ud83d\ude00", "\ud834\udd1e", "\ud83d", "\udd1e");
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('\u00a0', '\uffff')
            .withChars("\"\\/{}+&=<>ăệưđ")
            .ofMinLength(1)
            .ofMaxLength(70);
    return Combinators.combine(texts, odd.injectNull(0.8))
        .as((text, end) -> end == null ? text : text + end)
        .filter(text -> !text.isBlank());
  }

  private static Arbitrary<String> redirects() {
    Arbitrary<String> origins =
        Arbitraries.of(
            "https://yourapp.com",
            "HTTP://EXAMPLE.com:8080",
            "https://[2001:db8::1]",
            "http://user@xn--vit-pma.vn",
            "https://127.0.0.1");
    Arbitrary<String> rests =
        Arbitraries.of(
            "",
            "/",
            "//a//..;x=1/",
            "/%F0%9F%98%80?%",
            "/thành-công",
            "/😀",
            "?",
            "?a={b}&&c=+%20");
    Arbitrary<String> ends = Arbitraries.of("", "#", "#/spa?x=y", "#%C4%91");
    return Combinators.combine(origins, rests, ends)
        .as(
            (origin, rest, end) ->
                (origin + rest + end).replace("?%", "?q=%25").replace("{b}", "b"));
  }

  private static Arbitrary<Map<String, Object>> unchecked() {
    Arbitrary<String> names = Arbitraries.of("external_id", "language", "note", "a b\"{c}");
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            texts().asGeneric(),
            Arbitraries.integers().asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    return Arbitraries.maps(names, values).ofMaxSize(2);
  }

  @Property(tries = 150)
  void LT_10_sends_each_field_and_reads_the_response(@ForAll("requests") LinkTokenRequest request)
      throws IOException {
    Service service = new Service(request);
    Map<String, Object> asked = fields(request);
    if (service.takes(asked)) {
      LinkToken token = service.hub.linkTokens().create(request);
      assertThat(fields(token)).isEqualTo(JSON.readValue(service.responded, FIELDS));
    } else {
      assertThat(
              catchThrowableOfType(
                  InvalidRequestException.class, () -> service.hub.linkTokens().create(request)))
          .isNotNull();
    }
    assertThat(JSON.readValue(service.received, FIELDS)).isEqualTo(asked);
  }

  private static Map<String, Object> fields(LinkTokenRequest request) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("company_xid", request.company().value());
    fields.put("purpose", request.purpose().name());
    request.accountToUnlink().ifPresent(xid -> fields.put("bank_account_xid", xid.value()));
    request.redirect().ifPresent(to -> fields.put("completion_redirect_uri", to.uri().toString()));
    request.platform().ifPresent(on -> fields.put("is_mobile_app", on.code()));
    request.language().ifPresent(in -> fields.put("language", in.code()));
    fields.putAll(request.uncheckedFields());
    return fields;
  }

  private static Map<String, Object> fields(LinkToken token) {
    return Map.of(
        "xid", token.xid().value(),
        "link_token", token.secret().reveal(),
        "hosted_link_url", token.hostedLink().uri().toString(),
        "expires_at", token.expiry().text());
  }

  /** The offline hub with what a request refers to, and the last creation that passed. */
  private static final class Service implements Client {

    private final InMemoryBankHub offline = InMemoryBankHub.create();
    private final Client offlineClient =
        new InProcessClient(BankHubHttpHandler.of(offline, offline.environment().baseUri()));
    private final FeignBankHub hub =
        FeignBankHub.builder(
                BankHubSettings.of(BankHubEnvironment.SANDBOX, offline.control().credentials()))
            .clock(offline.control().clock())
            .client(this)
            .build();
    private byte[] received;
    private byte[] responded;

    Service(LinkTokenRequest request) {
      offline.control().addCompany(request.company(), "CONG TY TNHH ABC");
      request
          .accountToUnlink()
          .ifPresent(
              xid ->
                  offline
                      .control()
                      .addBankAccount(
                          xid, request.company(), SandboxAccount.of("MBBank", "0123456789")));
    }

    /** The offline hub rejects unknown fields and wrong types. */
    boolean takes(Map<String, Object> fields) {
      return !fields.containsKey("note")
          && !fields.containsKey("a b\"{c}")
          && (!fields.containsKey("language") || fields.get("language") instanceof String);
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
      Response response = offlineClient.execute(request, options);
      if (!request.url().endsWith(ScriptedClient.CREATE)) {
        return response;
      }
      received = request.body();
      responded = response.body().asInputStream().readAllBytes();
      return response.toBuilder().body(responded).build();
    }
  }
}
