package io.github.bankhub.testkit.internal.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The resource files of the pages: templates, styles, scripts. */
public final class PageFiles {

  private PageFiles() {}

  public static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a resource of the testkit: " + name, e);
    }
  }
}
