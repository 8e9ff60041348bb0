package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to upload a logo, as other clients than the one of this library write them. */
class LogoRequestsTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1");
  private static final String FORM = "multipart/form-data; boundary=b0";
  private static final String PNG = "\u0089PNG\r\n\u001a\n" + "rest of the image";
  private static final String JPG = "\u00ff\u00d8\u00ff" + "rest of the image";

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler = BankHubHttpHandler.of(hub, BASE);

  @BeforeEach
  void addAccessToken() {
    hub.control().addAccessToken("t0k3n");
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, image/png, PNG",
    "A.PNG, IMAGE/PNG, PNG",
    "a.jpg, image/jpeg, JPG",
    "a.jpeg, image/jpeg, JPG"
  })
  void MS_20_a_logo_is_served_at_its_address(String name, String type, String image)
      throws IOException {
    String bytes = image.equals("PNG") ? PNG : JPG;
    JsonNode uploaded = json(upload(FORM, body(part("logo", name, type, bytes))), 200);
    URI logo = URI.create(uploaded.at("/data/logo_url").asText());
    assertThat(logo).asString().startsWith(BASE + "/");
    HttpResponse served =
        handler.handle(new HttpRequest("GET", URI.create(logo.getPath()), Map.of(), new byte[0]));
    assertThat(served.status()).isEqualTo(200);
    assertThat(new String(served.body(), ISO_8859_1)).isEqualTo(bytes);
  }

  @Test
  void MS_20_the_boundary_may_be_quoted_and_text_may_precede_the_first_part() throws IOException {
    String body = "preamble\r\n" + body(part("logo", "a.png", "image/png", PNG));
    json(upload("multipart/form-data; charset=utf-8; boundary=\"b0\"", body), 200);
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, image/png, PNG",
    "a.png, image/jpeg, PNG",
    "a.png, image/png, JPG",
    "png, text/plain, PNG",
    "'', image/png, PNG"
  })
  void MS_24_name_media_type_and_image_must_agree(String name, String type, String image)
      throws IOException {
    String bytes = image.equals("PNG") ? PNG : JPG;
    JsonNode error = json(upload(FORM, body(part("logo", name, type, bytes))), 400);
    assertThat(error.at("/messages/logo").asText())
        .startsWith("must have a file name and a media type that agree with the image");
  }

  @Test
  void MS_24_a_file_that_is_no_image_is_rejected_naming_the_field() throws IOException {
    JsonNode error = json(upload(FORM, body(part("logo", "a.png", "image/png", "GIF89a"))), 400);
    assertThat(error.at("/messages/logo").asText()).contains("JPG or PNG");
  }

  @Test
  void MS_24_a_part_that_is_given_twice_is_rejected() throws IOException {
    String part = part("logo", "a.png", "image/png", PNG);
    JsonNode error = json(upload(FORM, body(part, part)), 400);
    assertThat(error.get("hint").asText()).isEqualTo("give each part once");
  }

  @Test
  void MS_24_a_part_with_another_name_is_rejected_with_a_hint() throws IOException {
    JsonNode error = json(upload(FORM, body(part("file", "a.png", "image/png", PNG))), 400);
    assertThat(error.at("/messages/file").asText()).isEqualTo("use logo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "multipart/form-data", "multipart/form-data; boundary="})
  void MS_24_a_content_type_without_a_boundary_is_rejected_with_a_hint(String type)
      throws IOException {
    JsonNode error = json(upload(type, body(part("logo", "a.png", "image/png", PNG))), 400);
    assertThat(error.get("hint").asText())
        .startsWith("send the header Content-Type: multipart/form-data with a boundary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "--b0\r\n", "--b0\r\n\r\nno end", "--other--\r\n"})
  void MS_24_a_body_that_does_not_end_with_the_boundary_is_rejected_with_a_hint(String body)
      throws IOException {
    JsonNode error = json(upload(FORM, body), 400);
    assertThat(error.get("hint").asText())
        .isEqualTo("begin each part with the boundary, and end the body with it");
  }

  private static String part(String field, String name, String type, String content) {
    return "--b0\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\ncontent-type: %s\r\n\r\n%s\r\n"
        .formatted(field, name, type, content);
  }

  private static String body(String... parts) {
    return String.join("", parts) + "--b0--\r\n";
  }

  private HttpResponse upload(String type, String body) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Authorization", List.of("Bearer t0k3n"));
    headers.put("Content-Type", List.of(type));
    return handler.handle(
        new HttpRequest(
            "POST", URI.create("/v1/merchant-config/logo"), headers, body.getBytes(ISO_8859_1)));
  }

  private static JsonNode json(HttpResponse response, int status) throws IOException {
    assertThat(response.status())
        .as("%s", new String(response.body(), ISO_8859_1))
        .isEqualTo(status);
    return new JsonMapper().readTree(response.body());
  }
}
