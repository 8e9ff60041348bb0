package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each handler returns its name and the parameters of the path. */
class RouterTest {

  private final Router router = new Router((method, path) -> "no " + method + " " + path);

  RouterTest() {
    router.getAndHead("/", named("root"));
    router.route("POST", "/a", named("create"));
    router.route("GET", "/a", named("list"));
    router.route("GET", "/a/{xid}", named("one"));
    router.route("PUT", "/a/{xid}", named("put"));
    router.route("PUT", "/a/new", named("new"));
    router.route("GET", "/a/{xid}/b/{name}", named("two"));
    router.route("GET", "/a.b", named("dot"));
  }

  private static Router.Handler<HttpResponse> named(String name) {
    return (request, path) -> new HttpResponse(200, Map.of(), (name + " " + path).getBytes(UTF_8));
  }

  private String send(String method, String path) {
    HttpRequest request =
        new HttpRequest(method, URI.create("http://127.0.0.1" + path), Map.of(), new byte[0]);
    return new String(router.handle(request).response().body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /,              root {}",
    "HEAD, /,              root {}",
    "POST, /a,             create {}",
    "GET,  /a?xid=1,       list {}",
    "GET,  /a/7,           one {xid=7}",
    "PUT,  /a/7,           put {xid=7}",
    "PUT,  /a/new,         new {}",
    "GET,  /a/new,         one {xid=new}",
    "GET,  /a/x%2Fy%20z+,  one {xid=x/y z+}",
    "GET,  /a/7/b/c,       'two {xid=7, name=c}'",
    "GET,  /a.b,           dot {}",
  })
  void a_request_goes_to_the_handler_of_its_method_and_path(
      String method, String path, String handled) {
    assertThat(send(method, path)).isEqualTo(handled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/", "//a", "/axb", "/A", "/a/7/", "/a/7/b", "/a%2F7"})
  void other_paths_get_404_with_a_hint(String path) {
    assertThatExceptionOfType(ErrorResponse.class)
        .isThrownBy(() -> send("GET", path))
        .satisfies(error -> assertThat(error.status()).isEqualTo(404))
        .satisfies(error -> assertThat(error.hint()).startsWith("no GET /"));
  }

  @Test
  void other_methods_get_405_with_the_methods_of_the_path() {
    assertThatExceptionOfType(ErrorResponse.class)
        .isThrownBy(() -> send("PUT", "/a"))
        .satisfies(error -> assertThat(error.status()).isEqualTo(405))
        .satisfies(error -> assertThat(error.hint()).isEqualTo("use POST, GET"));
    assertThat(router.allowed("/a")).isEqualTo("POST, GET");
    assertThat(router.allowed("/a.b")).isEqualTo("GET");
    assertThat(router.allowed("/a/7")).isEqualTo("GET, PUT");
    assertThat(router.allowed("/a/new")).isEqualTo("PUT, GET");
  }

  @Test
  void a_path_that_does_not_match_has_no_parameters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PathTemplate("/a/{xid}").parameters("/b/7"))
        .withMessageStartingWith("the path does not match");
  }
}
