package io.github.bankhub.testkit.pact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The Pact files in this jar, version 4. In the first, the consumer is {@code bankhub} and the
 * provider {@code sepay-bank-hub}. In the others, SePay is the consumer, and the provider is an
 * endpoint of a merchant: {@code merchant-webhook-endpoint} or {@code merchant-ipn-endpoint}. Needs
 * no Pact library. Thread-safe.
 */
public final class ShippedPacts {

  /** The folder of the files on the class path. */
  public static final String FOLDER = "META-INF/bankhub/pacts/";

  private ShippedPacts() {}

  /** {@return the names of the files, in the order of the index} */
  public static List<String> names() {
    try (BufferedReader index = new BufferedReader(open("index"))) {
      return index.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens a file.
   *
   * @param name one of {@link #names()}
   * @return its text; the caller closes it
   * @throws IllegalArgumentException if there is no such file
   */
  public static Reader open(String name) {
    InputStream stream = ShippedPacts.class.getResourceAsStream("/" + FOLDER + name);
    if (stream == null) {
      throw new IllegalArgumentException(
          "no pact " + name + " in " + FOLDER + "; the names are " + names());
    }
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
