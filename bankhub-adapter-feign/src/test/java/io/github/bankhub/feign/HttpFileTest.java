package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.bankhub.domain.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code openapi/bankhub.http} has every operation. {@code checks/run} sends its requests. */
class HttpFileTest {

  private static final Path FOLDER = Path.of("..", "openapi");
  private static final Pattern REQUEST =
      Pattern.compile(
          "(?m)^### .+\n# expect (?<status>[0-9]{3})(?:: .+)?\n"
              + "(?<method>[A-Z]+) \\{\\{base}}(?<path>[^?\\s]+)");

  /** A text file has no image, so the upload of a logo is one that is rejected. */
  @Test
  void the_file_has_every_operation_with_its_success() throws IOException {
    assertThat(requests())
        .extracting(Request::toString)
        .containsAll(
            Arrays.stream(Operation.values())
                .map(
                    operation ->
                        operation.fileField().isPresent()
                            ? operation + " 400"
                            : operation + " " + operation.successStatus())
                .toList());
  }

  @Test
  void the_file_has_every_request_of_the_control_and_no_other() throws IOException {
    List<String> described = control();
    assertThat(described).hasSizeGreaterThan(30);
    assertThat(
            requests().stream()
                .map(request -> request.method() + " " + request.path())
                .filter(request -> request.contains(" /_testkit/")))
        .containsAll(described);
    assertThat(requests())
        .extracting(request -> request.method() + " " + request.path())
        .isSubsetOf(Stream.concat(described.stream(), operations()).toList());
  }

  @Test
  void each_request_has_an_expected_status() throws IOException {
    assertThat(requests()).hasSize(text().split("(?m)^### ", -1).length - 1);
  }

  private static List<Request> requests() throws IOException {
    List<String> templates = Stream.concat(control().stream(), operations()).toList();
    return REQUEST
        .matcher(text())
        .results()
        .map(
            it ->
                new Request(
                    it.group(2), template(templates, it.group(2), it.group(3)), it.group(1)))
        .toList();
  }

  /** The described path of a request. An exact path has priority over one with an id. */
  private static String template(List<String> templates, String method, String path) {
    return templates.stream()
        .filter(it -> it.startsWith(method + " "))
        .map(it -> it.substring(method.length() + 1))
        .filter(it -> path.matches(it.replaceAll("\\{\\w+}", "[^/]+")))
        .min(Comparator.comparing(it -> !it.equals(path)))
        .orElse(path);
  }

  private static Stream<String> operations() {
    return Arrays.stream(Operation.values()).map(Operation::toString);
  }

  private static List<String> control() throws IOException {
    JsonNode paths =
        new YAMLMapper().readTree(FOLDER.resolve("testkit.yaml").toFile()).get("paths");
    return paths.properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(Map.Entry::getKey)
                    .map(it -> it.toUpperCase(Locale.ROOT) + " /_testkit" + path.getKey()))
        .collect(Collectors.toList());
  }

  private static String text() throws IOException {
    return Files.readString(FOLDER.resolve("bankhub.http"));
  }

  private record Request(String method, String path, String status) {
    @Override
    public String toString() {
      return method + " " + path + " " + status;
    }
  }
}
