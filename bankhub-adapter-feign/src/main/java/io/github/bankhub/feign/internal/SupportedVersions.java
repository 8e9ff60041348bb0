package io.github.bankhub.feign.internal;

import com.fasterxml.jackson.core.json.PackageVersion;
import feign.Client;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oldest version of each library with which the adapter works. */
public final class SupportedVersions {

  static final List<Library> LIBRARIES =
      List.of(
          new Library("Feign", "13.2", feign()),
          new Library("Jackson", "2.15", PackageVersion.VERSION.toString()),
          new Library("Resilience4j", "2.1", resilience4j()));

  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

  private SupportedVersions() {}

  /**
   * Checks the libraries on the class path or module path. A library whose version cannot be found
   * passes.
   *
   * @throws IllegalStateException if a library is too old; names each with both versions
   */
  public static void check() {
    check(LIBRARIES);
  }

  static void check(List<Library> libraries) {
    StringJoiner tooOld = new StringJoiner(", ");
    for (Library library : libraries) {
      if (library.isTooOld()) {
        tooOld.add(library.toString());
      }
    }
    if (tooOld.length() > 0) {
      throw new IllegalStateException(
          "bankhub does not support the versions of these libraries: " + tooOld);
    }
  }

  /** The manifest of Feign has no version that Java reads. */
  private static String feign() {
    String file = "/META-INF/maven/io.github.openfeign/feign-core/pom.properties";
    Properties properties = new Properties();
    try (InputStream input = Client.class.getResourceAsStream(file)) {
      if (input != null) {
        properties.load(input);
      }
    } catch (IOException e) {
      return "";
    }
    return properties.getProperty("version", "");
  }

  /** A package on the module path has no version, but its module has. */
  private static String resilience4j() {
    String version = CircuitBreaker.class.getPackage().getImplementationVersion();
    ModuleDescriptor module = CircuitBreaker.class.getModule().getDescriptor();
    if (version != null || module == null) {
      return Objects.requireNonNullElse(version, "");
    }
    return module.rawVersion().orElse("");
  }

  /**
   * A library.
   *
   * @param name the name for users
   * @param oldest the oldest supported version
   * @param version the version that is present; empty if it cannot be found
   */
  record Library(String name, String oldest, String version) {

    boolean isTooOld() {
      // A vendor's suffix, such as in 2.15.0-redhat-1, does not make a version older.
      Matcher numbers = NUMBERS.matcher(version);
      return numbers.lookingAt()
          && Version.parse(numbers.group()).compareTo(Version.parse(oldest)) < 0;
    }

    @Override
    public String toString() {
      return name + " " + version + " (use " + oldest + " or newer)";
    }
  }
}
