package io.github.bankhub.testkit.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.bankhub.testkit.page.PageStep;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The screens of the hosted page, and the page of a merchant, as HTML. Compiles each template once;
 * thread-safe. Escapes every value. A template that names a value that its model lacks is an error.
 */
public final class PageTemplates {

  /** Enough for element content and for attributes in double quotes. */
  private static final Mustache.Escaper HTML =
      Escapers.simple(
          new String[][] {
            {"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}
          });

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().withEscaper(HTML).strictSections(true).withCollector(new Collector());

  private static final Map<PageStep, Template> SCREENS =
      Arrays.stream(PageStep.values())
          .collect(Collectors.toMap(Function.identity(), step -> compiled(file(step))));

  private static final String UNKNOWN = compiled("unknown").execute(unknownLink());

  private static final Template DEMO = COMPILER.compile(template("demo"));

  private PageTemplates() {}

  public static String html(PageModel model) {
    return Objects.requireNonNull(SCREENS.get(model.view().step())).execute(model);
  }

  public static String unknown() {
    return UNKNOWN;
  }

  /** {@return the page of a merchant, in Vietnamese for {@code vi} and English for any other} */
  public static String demo(String language) {
    boolean vietnamese = language.equals("vi");
    return DEMO.execute(
        Map.of(
            "text", new PageTexts(vietnamese ? "vi" : "en"),
            "language", vietnamese ? "vi" : "en",
            "other", vietnamese ? "en" : "vi"));
  }

  private static Map<String, Object> unknownLink() {
    PageTexts vietnamese = new PageTexts("vi");
    PageTexts english = new PageTexts("en");
    Map<String, Object> model = new HashMap<>(screenTexts(vietnamese));
    model.put("text", vietnamese);
    model.put("language", vietnamese.language());
    model.put("english", screenTexts(english));
    model.put("view", Map.of("mobileApp", false, "step", Map.of("visited", false)));
    List.of("redirect", "message").forEach(name -> model.put(name, false));
    return model;
  }

  private static Map<String, Object> screenTexts(PageTexts texts) {
    return Map.of("title", texts.get("title.unknown"), "lead", texts.get("text.unknown"));
  }

  private static String file(PageStep step) {
    return switch (step) {
      case CHOOSE_BANK -> "choose-bank";
      case ENTER_ACCOUNT -> "enter-account";
      case CONFIRM_UNLINK -> "confirm-unlink";
      case ENTER_OTP -> "enter-otp";
      case UNOPENED, ABANDONED, SESSION_EXPIRED -> "open-again";
      case LINKED, UNLINKED, INACTIVATED, FAILED -> "completed";
      case REVOKED, EXPIRED -> "closed";
    };
  }

  private static Template compiled(String screen) {
    return COMPILER
        .withLoader(name -> template(name.equals("screen") ? screen : name))
        .compile(template("layout"));
  }

  private static Reader template(String name) {
    return new StringReader(new String(PageFiles.read(name + ".html"), UTF_8));
  }

  /** Lets a section treat an empty {@code Optional} as absent. */
  private static final class Collector extends DefaultCollector {

    @Override
    public Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }
}
