package io.github.bankhub.testkit.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.testkit.page.PageStep;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person can break who edits a template or a text. */
class TemplateFilesTest {

  private static final Pattern TEXT = Pattern.compile("\\{\\{text\\.([^}]+)}}");
  private static final Pattern WORD = Pattern.compile("\\{\\d}");
  private static final Pattern INCLUDED = Pattern.compile("\\{\\{>\\s*([^}\\s]+)\\s*}}");
  private static final Pattern COMMENT = Pattern.compile("\\{\\{!.*?}}", Pattern.DOTALL);
  private static final Pattern SECTION = Pattern.compile("\\{\\{[#^/][^}]*}}");
  private static final Pattern TAG = Pattern.compile("<[a-z][^<]*?>");

  /** Templates that the program names. */
  private static final Set<String> ENTRIES =
      Set.of(
          "layout",
          "choose-bank",
          "enter-account",
          "confirm-unlink",
          "enter-otp",
          "open-again",
          "completed",
          "closed",
          "unknown");

  @Nested
  class A_template {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.testkit.internal.page.TemplateFilesTest#withDemo")
    void escapes_every_value(String name) {
      assertThat(source(name))
          .as("unescaped values, or other delimiters that would hide them")
          .doesNotContain("{{{", "}}}", "{{&", "{{ &", "{{=", "{{ =");
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.testkit.internal.page.TemplateFilesTest#withDemo")
    void has_values_in_attributes_between_double_quotes_alone(String name) {
      String plain = SECTION.matcher(COMMENT.matcher(source(name)).replaceAll("")).replaceAll("");
      Matcher tags = TAG.matcher(plain);
      while (tags.find()) {
        assertThat(tags.group().replaceAll("\"[^\"]*\"", "")).doesNotContain("{{", "'");
      }
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.testkit.internal.page.TemplateFilesTest#templates")
    void has_neither_script_nor_style_of_its_own(String name) {
      assertThat(source(name))
          .doesNotContain("style=", "<style")
          .doesNotContainPattern("<script(?! src=\"/_testkit/assets/)")
          .doesNotContainPattern("\\son[a-z]+=");
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.testkit.internal.page.TemplateFilesTest#templates")
    void has_its_style_if_a_browser_opens_the_file(String name) {
      assertThat(source(name)).contains("<link rel=\"stylesheet\" href=\"page.css\">");
    }

    @Test
    void is_used_and_includes_only_templates_that_exist() {
      Set<String> used = new TreeSet<>(ENTRIES);
      templates().flatMap(name -> found(INCLUDED, source(name))).forEach(used::add);
      used.remove("screen");
      assertThat(templates()).containsExactlyInAnyOrderElementsOf(used);
    }
  }

  @Nested
  class A_text {

    @ParameterizedTest
    @ValueSource(strings = {"vi", "en"})
    void exists_for_each_key_that_is_used_and_for_no_other(String language) {
      Set<String> used = new TreeSet<>(chosenByTheProgram());
      withDemo().flatMap(name -> found(TEXT, source(name))).forEach(used::add);
      assertThat(texts(language).keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void has_the_same_words_in_both_languages() {
      Map<String, String> english = texts("en");
      texts("vi")
          .forEach(
              (key, text) ->
                  assertThat(words(text)).as(key).isEqualTo(words(english.getOrDefault(key, ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vi", "en"})
    void loses_no_apostrophe_and_no_brace(String language) {
      String[] words = {"{0}", "{1}", "{2}", "{3}", "{4}", "{5}"};
      PageTexts formatted = new PageTexts(language, (Object[]) words);
      texts(language)
          .forEach(
              (key, text) ->
                  assertThat(formatted.get(key)).isEqualTo(text.replace("''", "'")).isNotBlank());
    }

    /** Keys with a dot, for what follows the dot. */
    private Set<String> chosenByTheProgram() {
      Stream<String> screens =
          Stream.concat(
                  Arrays.stream(PageStep.values()).map(PageStep::name),
                  Stream.of("used", "unknown"))
              .flatMap(screen -> Stream.of("title." + screen, "text." + screen));
      Stream<String> types =
          Stream.of(AccountType.PERSONAL, AccountType.BUSINESS)
              .flatMap(type -> Stream.of("type." + type.value(), "identification." + type.value()));
      return Stream.of(screens, types, Stream.of("problem.late", "problem.incomplete"))
          .flatMap(keys -> keys)
          .collect(Collectors.toSet());
    }
  }

  static Stream<String> templates() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          // The merchant's page of the demo has its own style.
          .filter(name -> name.endsWith(".html") && !name.equals("demo.html"))
          .map(name -> name.replace(".html", ""))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> withDemo() {
    return Stream.concat(templates(), Stream.of("demo"));
  }

  private static Path folder() {
    return Path.of(
            URI.create(
                Objects.requireNonNull(PageFiles.class.getResource("layout.html")).toString()))
        .resolveSibling(".");
  }

  private static String source(String template) {
    return new String(PageFiles.read(template + ".html"), UTF_8);
  }

  private static Map<String, String> texts(String language) {
    Properties texts = new Properties();
    try {
      texts.load(
          new StringReader(new String(PageFiles.read("page_" + language + ".properties"), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> sorted = new TreeMap<>();
    texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
    return sorted;
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }
}
