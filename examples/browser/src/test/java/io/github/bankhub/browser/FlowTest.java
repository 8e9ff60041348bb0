package io.github.bankhub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.bankhub.browser.Bench.TO_LINK;
import static io.github.bankhub.browser.Bench.TO_UNLINK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.bankhub.browser.Chromium.Size;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both flows as a merchant's page shows them: in each way, language and size. */
class FlowTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  /** Each way with each flow, language and size. */
  static Stream<Arguments> everyWay() {
    return Stream.of("iframe", "modal", "newTab", "newWindow", "redirect")
        .flatMap(way -> Stream.of(Purpose.values()).flatMap(purpose -> every(way, purpose)));
  }

  private static Stream<Arguments> every(String way, Purpose purpose) {
    return Stream.of("vi", "en")
        .flatMap(
            language ->
                Stream.of(Size.DESKTOP, Size.PHONE)
                    .map(size -> Arguments.of(way, purpose, language, size)));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void LT_22_tells_the_merchant_and_comes_back(
      String way, Purpose purpose, String language, Size size) {
    URI link =
        bench.at(
            bench.create(
                bench
                    .request(purpose, language)
                    .on(size == Size.PHONE ? Platform.MOBILE_APP : Platform.WEB)
                    .redirectTo(bench.merchant.back())));
    try (BrowserContext browser = Chromium.fresh(size)) {
      Page merchant = browser.newPage();
      Shown shown = bench.open(way, merchant, link);
      assertThat(shown.find("html")).hasAttribute("lang", language);
      assertThat(shown.find(".offline")).containsText("OFFLINE");

      go(shown, purpose);

      if (!way.equals("redirect")) {
        assertThat(Bench.events(merchant, 2)).containsExactly("BANKHUB_OPEN", finished(purpose));
        Map<String, Object> message = Bench.received(merchant).get(1);
        SandboxAccount account = account(purpose);
        assertThat(message)
            .containsEntry("metadata", metadata(account))
            .containsEntry(
                "timestamp", String.valueOf(bench.hub.control().clock().instant().getEpochSecond()))
            .containsEntry(
                way.equals("iframe") ? "origin" : "callback",
                way.equals("iframe") ? bench.server.baseUri().toString() : "onSuccess");
      }
      assertThat(shown.find("h1")).hasText("Back at the merchant");
      assertThat(bench.merchant.returns())
          .containsExactly("/back?order=7&next=%2Fa%20b&c=a+b&x=%e1%ba%A1&empty=&y");
    }
  }

  private static void go(Shown shown, Purpose purpose) {
    if (purpose == Purpose.LINK_BANK_ACCOUNT) {
      shown.isAt(PageStep.CHOOSE_BANK).chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
      shown.isAt(PageStep.LINKED);
    } else {
      shown.isAt(PageStep.CONFIRM_UNLINK).confirm().otp(TO_UNLINK);
      shown.isAt(PageStep.UNLINKED);
    }
  }

  private static String finished(Purpose purpose) {
    return purpose == Purpose.LINK_BANK_ACCOUNT
        ? "FINISHED_BANK_ACCOUNT_LINK"
        : "FINISHED_BANK_ACCOUNT_UNLINK";
  }

  private static SandboxAccount account(Purpose purpose) {
    return purpose == Purpose.LINK_BANK_ACCOUNT ? TO_LINK : TO_UNLINK;
  }

  private static Map<String, Object> metadata(SandboxAccount account) {
    return Map.of("account_number", account.number(), "account_type", "individual");
  }
}
