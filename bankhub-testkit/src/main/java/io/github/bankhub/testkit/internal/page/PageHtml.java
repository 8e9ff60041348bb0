package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.routes.HostedPages;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A screen of the hosted page as HTML: whole without a script, without a line of script or style in
 * it, and saying on every screen that it is not SePay.
 */
public final class PageHtml {

  private static final Html PAGE =
      new Html(
          """
          <!doctype html>
          <html lang="%s">
          <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>%s · OFFLINE</title>
          <link rel="icon" href="/_testkit/assets/icon.svg">
          <link rel="stylesheet" href="/_testkit/assets/page.css">
          <script src="/_testkit/assets/page.js" defer></script>
          %s</head>
          <body class="%s"%s>
          <header class="offline"><strong>%s</strong> <span>%s</span></header>
          <main>
          %s</main>
          </body>
          </html>
          """);

  private static final Pattern WEB_PAGE = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

  private final PageTexts texts;
  private final PageView view;
  private final Arrival arrival;
  private final Instant now;
  private final Map<String, String> inputs;
  private final Optional<String> problem;

  /**
   * A screen.
   *
   * @param arrival how the user came to it
   * @param inputs what the user has entered
   * @param problem the text about what was not possible
   */
  public PageHtml(
      PageView view,
      Arrival arrival,
      Instant now,
      Map<String, String> inputs,
      Optional<String> problem) {
    this.texts = PageTexts.in(view.language());
    this.view = view;
    this.arrival = arrival;
    this.now = now;
    this.inputs = inputs;
    this.problem = problem;
  }

  /** The page for a link that is not there; nothing tells its language. */
  public static String unknown() {
    PageTexts vietnamese = PageTexts.in("vi");
    PageTexts english = PageTexts.in("en");
    Html main =
        Html.of(
            "<h1>%s</h1>\n<p>%s</p>\n<p lang=\"en\"><strong>%s.</strong> %s</p>\n",
            vietnamese.of("title.unknown"),
            vietnamese.of("text.unknown"),
            english.of("title.unknown"),
            english.of("text.unknown"));
    return page(
        vietnamese, vietnamese.of("title.unknown"), Html.NONE, "web closed", Html.NONE, main);
  }

  /** The whole page. */
  public String text() {
    String screen = arrival.usedUp() ? "used" : view.step().name();
    Html main =
        Html.of(
            """
            <div class="bar"><p class="company">%s</p>%s</div>
            %s<h1 tabindex="-1"%s>%s</h1>
            %s<p>%s</p>
            %s\
            """,
            view.company(),
            closing(),
            progress(),
            Html.when(arrival.isNext() && notice().isEmpty(), new Html(" autofocus")),
            texts.of("title." + screen),
            notice().map(PageHtml::alert).orElse(Html.NONE),
            lead("text." + screen),
            content());
    return page(
        texts,
        texts.of("title." + screen),
        redirect()
            .map(
                to ->
                    Html.of(
                        "<noscript><meta http-equiv=\"refresh\""
                            + " content=\"%s;url=%s\"></noscript>\n",
                        delay(), to))
            .orElse(Html.NONE),
        (view.mobileApp() ? "app" : "web") + (view.step().isVisited() ? "" : " closed"),
        data(),
        main);
  }

  private static String page(
      PageTexts texts, String title, Html head, String style, Html data, Html main) {
    return Html.of(
            PAGE.text(),
            texts.language(),
            title,
            head,
            style,
            data,
            texts.of("offline"),
            texts.of("not-sepay"),
            main)
        .text();
  }

  /** What the script needs to know. */
  private Html data() {
    return Stream.of(
            Optional.of(attribute("path", HostedPages.path(view.linkToken()))),
            Optional.of(attribute("step", view.step().name())),
            Optional.of(attribute("open", "")).filter(open -> view.step().isOpen()),
            Optional.of(attribute("timestamp", String.valueOf(now.getEpochSecond()))),
            arrival.event().map(event -> attribute("event", event)),
            view.accountNumber().map(number -> attribute("account-number", number.value())),
            view.accountType().map(type -> attribute("account-type", spelt(type))),
            redirect().map(to -> attribute("redirect", to)),
            redirect().map(to -> attribute("delay", String.valueOf(delay()))))
        .flatMap(Optional::stream)
        .collect(Html.joined());
  }

  private static Html attribute(String name, String value) {
    return Html.of(" data-%s=\"%s\"", name, value);
  }

  /** As the messages of the page spell it. Source: page "Quick start". */
  private static String spelt(AccountType type) {
    return type.equals(AccountType.PERSONAL) ? "individual" : "enterprise";
  }

  /** Where the page goes by itself: not when a link is opened again that is used up. */
  private Optional<String> redirect() {
    return arrival.usedUp() ? Optional.empty() : back();
  }

  /** How many seconds the end is shown: long enough to see that it worked, or to read why not. */
  private int delay() {
    return view.step() == PageStep.FAILED ? 5 : 1;
  }

  /** Where the page can lead back to. Links to anything but a web page could run a script. */
  private Optional<String> back() {
    return view.redirect().filter(to -> WEB_PAGE.matcher(to).lookingAt());
  }

  private String lead(String key) {
    return switch (view.step()) {
      case ENTER_ACCOUNT -> texts.of(key, bank(), texts.of("type." + type()));
      case ENTER_OTP ->
          texts.of(key, bank(), view.accountNumber().map(AccountNumber::toString).orElse(""));
      default -> texts.of(key, view.company());
    };
  }

  private String bank() {
    return view.bank().map(BrandName::value).orElse("");
  }

  private String type() {
    return view.accountType().orElse(AccountType.PERSONAL).value();
  }

  /** What was not possible, or else what the bank has refused. */
  private Optional<String> notice() {
    return problem
        .filter(key -> view.step().isVisited())
        .map(texts::of)
        .or(() -> view.refusal().map(reason -> reason.text(texts.language()) + "."));
  }

  private static Html alert(String text) {
    return Html.of(
        "<p class=\"refusal\" id=\"refusal\" role=\"alert\" tabindex=\"-1\" autofocus>%s</p>\n",
        text);
  }

  private Html closing() {
    return view.step().isVisited()
        ? Html.of(
            "<form method=\"post\" action=\"%s\"><button class=\"close\" name=\"action\""
                + " value=\"CLOSE\">%s</button></form>",
            HostedPages.path(view.linkToken()), texts.of("close"))
        : Html.of(
            "<button class=\"close\" type=\"button\" data-close hidden>%s</button>",
            texts.of("close"));
  }

  private Html progress() {
    List<PageStep> steps =
        view.purpose() == Purpose.LINK_BANK_ACCOUNT
            ? List.of(PageStep.CHOOSE_BANK, PageStep.ENTER_ACCOUNT, PageStep.ENTER_OTP)
            : List.of(PageStep.CONFIRM_UNLINK, PageStep.ENTER_OTP);
    int at = steps.indexOf(view.step()) + 1;
    return Html.when(
        at > 0,
        Html.of(
            "<p class=\"step step-%s-%s\">%s</p>\n",
            at, steps.size(), texts.of("step", at, steps.size())));
  }

  private Html content() {
    return switch (view.step()) {
      case CHOOSE_BANK -> Html.of("%s%s", bankForm("continue"), refusing());
      case ENTER_ACCOUNT ->
          Html.of(
              "%s<details><summary>%s</summary>%s</details>\n%s%s",
              accountForm(),
              texts.of("choose-another"),
              bankForm("change"),
              help("help", sandbox()),
              refusing());
      case CONFIRM_UNLINK ->
          Html.of(
              "%s%s%s",
              account(), form(PageAction.CONFIRM_UNLINK, Html.NONE, "unlink"), refusing());
      case ENTER_OTP ->
          Html.of(
              "%s%s%s%s",
              form(
                  PageAction.ENTER_OTP,
                  field("otp", "otp", "autocomplete=\"one-time-code\" inputmode=\"numeric\"", ""),
                  "continue"),
              form(PageAction.RESEND_OTP, Html.NONE, "send-again"),
              help("help.otp", sandbox().filter(this::isChosen)),
              refusing());
      case UNOPENED, ABANDONED, SESSION_EXPIRED ->
          Html.of(
              "<p><a class=\"main\" href=\"%s\">%s</a></p>\n",
              HostedPages.path(view.linkToken()), texts.of("again"));
      case LINKED, UNLINKED, INACTIVATED, FAILED -> Html.of("%s%s", account(), ending());
      case REVOKED, EXPIRED -> Html.NONE;
    };
  }

  private Html ending() {
    return back()
        .map(
            to ->
                Html.of(
                    "%s<p><a class=\"main\" href=\"%s\">%s</a></p>\n",
                    Html.when(
                        redirect().isPresent(), Html.of("<p>%s</p>\n", texts.of("going-back"))),
                    to,
                    texts.of("back")))
        .orElse(Html.NONE);
  }

  private Html form(PageAction action, Html fields, String button) {
    return Html.of(
        """
        <form method="post" action="%s">
        %s<button class="%s" name="action" value="%s">%s</button>
        </form>
        """,
        HostedPages.path(view.linkToken()),
        fields,
        Set.of("continue", "unlink").contains(button) ? "main" : "other",
        action,
        texts.of(button));
  }

  private Html bankForm(String button) {
    Html banks =
        SandboxAccount.all().stream()
            .map(SandboxAccount::bank)
            .distinct()
            .map(bank -> choice("bank", bank, bank, bank.equals(bank())))
            .collect(Html.joined());
    Html types =
        Stream.of(AccountType.PERSONAL, AccountType.BUSINESS)
            .map(type -> type.value())
            .map(
                type -> choice("account_type", type, texts.of("type." + type), type.equals(type())))
            .collect(Html.joined());
    return form(
        PageAction.CHOOSE_BANK,
        Html.of("%s%s", group("bank", banks), group("account-type", types)),
        button);
  }

  private Html group(String legend, Html choices) {
    return Html.of(
        "<fieldset>\n<legend>%s</legend>\n<div class=\"choices\">\n%s</div>\n</fieldset>\n",
        texts.of(legend), choices);
  }

  private static Html choice(String name, String value, String label, boolean chosen) {
    return Html.of(
        "<label><input type=\"radio\" name=\"%s\" value=\"%s\" required%s>"
            + " <span>%s</span></label>\n",
        name, value, Html.when(chosen, new Html(" checked")), label);
  }

  private Html accountForm() {
    return form(
        PageAction.ENTER_ACCOUNT,
        Stream.of(
                field(
                    "account_number",
                    "account-number",
                    "autocomplete=\"off\" inputmode=\"numeric\"",
                    entry("account_number")),
                field(
                    "identification_number",
                    "identification." + type(),
                    "autocomplete=\"off\" inputmode=\"numeric\"",
                    entry("identification_number")),
                field(
                    "phone_number",
                    "phone",
                    "type=\"tel\" autocomplete=\"tel\"",
                    entry("phone_number")))
            .collect(Html.joined()),
        "continue");
  }

  private String entry(String name) {
    return inputs.getOrDefault(name, "");
  }

  private Html field(String name, String label, String attributes, String value) {
    boolean refused = view.refusal().map(reason -> isAbout(reason, name)).orElse(false);
    return Html.of(
        """
        <p class="field"><label for="%1$s">%2$s</label>
        <input id="%1$s" name="%1$s" %3$s required value="%4$s"%5$s></p>
        """,
        name,
        texts.of(label),
        new Html(attributes),
        value,
        Html.when(refused, new Html(" aria-invalid=\"true\" aria-describedby=\"refusal\"")));
  }

  private static boolean isAbout(BankRejection reason, String field) {
    return switch (reason) {
      case IDENTIFICATION_AND_PHONE_UNKNOWN -> !field.equals("account_number");
      case IDENTIFICATION_UNKNOWN -> field.equals("identification_number");
      case PHONE_UNKNOWN -> field.equals("phone_number");
      case ALREADY_LINKED, ACCOUNT_MISSING_OR_LOCKED, HOLDER_MISMATCH ->
          field.equals("account_number");
      case OTP_WRONG -> field.equals("otp");
      case TOO_MANY_REQUESTS, BANK_BUSY, NOT_LINKED -> false;
    };
  }

  /** The account, its number masked: whoever looks over a shoulder need not see it. */
  private Html account() {
    return Html.when(
        view.accountNumber().isPresent(),
        Html.of(
            "<dl>\n%s</dl>\n",
            Stream.of(
                    Optional.of(line("bank", bank())),
                    view.accountNumber().map(number -> line("account-number", number.toString())),
                    view.holder().map(holder -> line("holder", holder)))
                .flatMap(Optional::stream)
                .collect(Html.joined())));
  }

  private Html line(String label, String value) {
    return Html.of("<div><dt>%s</dt><dd>%s</dd></div>\n", texts.of(label), value);
  }

  private Stream<SandboxAccount> sandbox() {
    return SandboxAccount.all().stream()
        .filter(account -> account.bank().equals(bank()))
        .filter(account -> account.type().value().equals(type()));
  }

  private boolean isChosen(SandboxAccount account) {
    return view.accountNumber().map(AccountNumber::value).equals(Optional.of(account.number()));
  }

  /** What a user of the sandbox needs to know, which no real bank tells. */
  private Html help(String title, Stream<SandboxAccount> accounts) {
    return Html.of(
        "<details class=\"help\"><summary>%s</summary>\n<p>%s</p>\n%s</details>\n",
        texts.of(title), texts.of("help.about"), accounts.map(this::helpOn).collect(Html.joined()));
  }

  private Html helpOn(SandboxAccount account) {
    String fill =
        view.step() == PageStep.ENTER_OTP
            ? "otp=" + account.otp()
            : "account_number=%s&identification_number=%s&phone_number=%s"
                .formatted(account.number(), account.identification(), account.phone());
    return Html.of(
        """
        <dl>
        %s%s%s%s%s</dl>
        <button class="other" type="button" data-fill="%s" aria-label="%s" hidden>%s</button>
        """,
        line("holder", account.holder()),
        line("account-number", account.number()),
        line("identification." + type(), account.identification()),
        line("phone", account.phone()),
        line("otp", account.otp()),
        fill,
        texts.of("help.fill-of", account.number()),
        texts.of("help.fill"));
  }

  private Html refusing() {
    Html reasons =
        Arrays.stream(BankRejection.values())
            .map(
                reason ->
                    Html.of(
                        "<option value=\"%s\">%s</option>\n",
                        reason.name(), reason.text(texts.language())))
            .collect(Html.joined());
    Html fields =
        Html.of(
            """
            <p class="field"><label for="reason">%s</label>
            <select id="reason" name="reason">
            %s</select></p>
            """,
            texts.of("refuse.reason"), reasons);
    return Html.of(
        "<details class=\"help\"><summary>%s</summary>\n%s</details>\n",
        texts.of("refuse.help"), form(PageAction.FAIL, fields, "refuse"));
  }

  /**
   * How somebody came to a screen.
   *
   * @param event what the page tells the page that shows it; empty if there is nothing to tell
   * @param usedUp whether the link had come to its end before it was opened
   * @param isNext whether they were in the page before; then the focus moves on with them
   */
  public record Arrival(Optional<String> event, boolean usedUp, boolean isNext) {

    /** By opening the link. */
    public static Arrival opening(PageStep step) {
      String event = step.isVisited() ? "BANKHUB_OPEN" : "BANKHUB_TOKEN_EXPIRED";
      return new Arrival(Optional.of(event), step.isCompleted(), false);
    }

    /** By something that happened while they were in the page. */
    public static Arrival next(PageStep step) {
      return new Arrival(event(step), false, true);
    }

    private static Optional<String> event(PageStep step) {
      return switch (step) {
        case LINKED -> Optional.of("FINISHED_BANK_ACCOUNT_LINK");
        case UNLINKED, INACTIVATED -> Optional.of("FINISHED_BANK_ACCOUNT_UNLINK");
        case ABANDONED -> Optional.of("BANKHUB_CLOSE_LINK");
        case SESSION_EXPIRED -> Optional.of("BANKHUB_SESSION_EXPIRED");
        // Assumed for a link that was revoked: no event is documented.
        case REVOKED, EXPIRED -> Optional.of("BANKHUB_TOKEN_EXPIRED");
        default -> Optional.empty();
      };
    }
  }
}
