package io.github.bankhub.feign.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bankhub.feign.internal.SupportedVersions.Library;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportedVersionsTest {

  @Test
  void the_version_of_each_library_is_found() {
    assertThat(SupportedVersions.LIBRARIES)
        .allSatisfy(library -> assertThat(library.version()).matches("\\d+\\.\\d+.*"));
    assertThatCode(SupportedVersions::check).doesNotThrowAnyException();
  }

  @Test
  void the_failure_names_each_library_that_is_too_old_with_both_versions() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                SupportedVersions.check(
                    List.of(
                        new Library("Feign", "13.2", "13.1"),
                        new Library("Jackson", "2.15", "2.21.8"),
                        new Library("Resilience4j", "2.1", "2.0.2"))))
        .withMessage(
            "bankhub does not support the versions of these libraries:"
                + " Feign 13.1 (use 13.2 or newer),"
                + " Resilience4j 2.0.2 (use 2.1 or newer)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13.2",
        "13.2.1",
        "13.2-redhat-1",
        "13.2.0-",
        "13.13",
        "14.0.0-RC1",
        "unknown",
        ""
      })
  void a_newer_version_and_an_unknown_one_pass(String version) {
    assertThat(new Library("Feign", "13.2", version).isTooOld()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.1", "13.1.9", "12.5", "13.1-redhat-1"})
  void an_older_version_is_too_old(String version) {
    assertThat(new Library("Feign", "13.2", version).isTooOld()).isTrue();
  }
}
