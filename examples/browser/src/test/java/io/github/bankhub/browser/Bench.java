package io.github.bankhub.browser;

import com.microsoft.playwright.Page;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A hub and a merchant, each on a site of its own. */
final class Bench implements AutoCloseable {

  static final SandboxAccount TO_LINK = SandboxAccount.of("MBBank", "9876543210");
  static final SandboxAccount TO_UNLINK = SandboxAccount.of("ACB", "4567890123");

  final InMemoryBankHub hub = InMemoryBankHub.create();
  final BankHubServer server = BankHubServer.start(hub);
  final Merchant merchant;

  Bench() {
    hub.control().addSamples();
    try {
      merchant = new Merchant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LinkTokenRequest request(Purpose purpose, String language) {
    LinkTokenRequest request =
        purpose == Purpose.LINK_BANK_ACCOUNT
            ? LinkTokenRequest.link(Samples.COMPANY)
            : LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT);
    return request.in(new DisplayLanguage(language));
  }

  LinkToken create(LinkTokenRequest request) {
    return hub.linkTokens().create(request);
  }

  /** How many events the link has had: a step that is repeated adds one. */
  int events(LinkToken token) {
    return hub.linkTokens().get(token.secret()).events().size();
  }

  void revoke(LinkToken token) {
    hub.linkTokens().revoke(token.xid());
  }

  /** Where the server shows a link: tokens made in process name no server. */
  URI at(LinkToken token) {
    return server.baseUri().resolve(token.hostedLink().uri().getPath());
  }

  URI link(Purpose purpose, String language) {
    return at(create(request(purpose, language)));
  }

  /** Opens the merchant's page, and there the hosted page. */
  Shown open(String way, Page page, URI link) {
    if (way.equals("iframe")) {
      page.navigate(merchant.iframe(link));
      return Shown.in(page.frameLocator("iframe"));
    }
    page.navigate(merchant.sdk(way, link));
    return switch (way) {
      case "modal" -> {
        page.click("#open");
        yield Shown.in(page.frameLocator("dialog iframe"));
      }
      case "redirect" -> {
        page.click("#open");
        yield Shown.in(page);
      }
      default -> Shown.in(page.waitForPopup(() -> page.click("#open")));
    };
  }

  /** The messages that the merchant's page received so far. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> received(Page page) {
    return (List<Map<String, Object>>) page.evaluate("window.received");
  }

  /** The messages that the merchant's page received, when there are this many. */
  static List<Map<String, Object>> received(Page page, int count) {
    // By polling: a page behind another window draws no frames to wait for.
    page.waitForCondition(() -> received(page).size() >= count);
    return received(page);
  }

  static List<Object> events(Page page, int count) {
    return received(page, count).stream().map(received -> received.get("event")).toList();
  }

  @Override
  public void close() {
    server.close();
    merchant.close();
  }
}
