package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.bankhub.domain.merchant.Logo;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.http.BodyReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a body with an image, in the format of HTML forms: RFC 7578. */
final class MultipartForm {

  private static final String TYPE = "multipart/form-data";
  private static final String LINE = "\r\n";
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=\"?([^\";]{1,70})\"?.*");
  private static final Pattern NAME = Pattern.compile("(?i).*[;\\s]name=\"([^\"]*)\".*");
  private static final Pattern FILE_NAME = Pattern.compile("(?i).*[;\\s]filename=\"([^\"]*)\".*");

  private MultipartForm() {}

  /**
   * Reads the file as an array of bytes, and the other parts as texts. Rejects a part that is given
   * twice, and a file whose name, media type and content do not agree.
   */
  static Map<String, Object> fields(HttpRequest request, String file) {
    if (request.body().length > BodyReader.MAX_BODY_BYTES) {
      throw ErrorResponse.tooLarge(file, Logo.MAX_BYTES);
    }
    Map<String, Object> fields = new HashMap<>();
    for (String part : parts(request, file)) {
      int end = part.indexOf(LINE + LINE);
      String head = end < 0 ? part : part.substring(0, end + LINE.length());
      String content = end < 0 ? "" : part.substring(end + 2 * LINE.length());
      String name = find(NAME, header(head, "Content-Disposition")).orElse("");
      if (fields.put(name, name.equals(file) ? image(file, head, content) : content) != null) {
        throw ErrorResponse.of(Kind.INVALID, "give each part once");
      }
    }
    return fields;
  }

  private static List<String> parts(HttpRequest request, String file) {
    String boundary =
        Optional.of(request.header("Content-Type"))
            .filter(types -> types.size() == 1)
            .flatMap(types -> find(BOUNDARY, types.get(0)))
            .orElseThrow(
                () ->
                    ErrorResponse.of(
                        Kind.INVALID,
                        "send the header Content-Type: "
                            + TYPE
                            + " with a boundary, and the part "
                            + file));
    String body = LINE + new String(request.body(), ISO_8859_1);
    List<String> parts = List.of(body.split(Pattern.quote(LINE + "--" + boundary), -1));
    if (parts.size() < 2 || !parts.get(parts.size() - 1).startsWith("--")) {
      throw ErrorResponse.of(
          Kind.INVALID, "begin each part with the boundary, and end the body with it");
    }
    return parts.subList(1, parts.size() - 1);
  }

  private static byte[] image(String field, String head, String content) {
    byte[] bytes = content.getBytes(ISO_8859_1);
    String fileName = find(FILE_NAME, header(head, "Content-Disposition")).orElse("");
    String type = header(head, "Content-Type").toLowerCase(Locale.ROOT);
    // The form rejects what is no image, and says so.
    Logo.Format.of(bytes)
        .filter(format -> !type.equals(format.mediaType()) || !isNameOf(format, fileName))
        .ifPresent(
            format -> {
              String problem =
                  "must have a file name and a media type that agree with the image: such as "
                      + format.fileName()
                      + " and "
                      + format.mediaType();
              throw ErrorResponse.invalid(Map.of(field, problem), problem);
            });
    return bytes;
  }

  private static boolean isNameOf(Logo.Format format, String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (format) {
      case JPG -> extension.equals("jpg") || extension.equals("jpeg");
      case PNG -> extension.equals("png");
    };
  }

  private static String header(String head, String name) {
    return head.lines()
        .filter(
            line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
