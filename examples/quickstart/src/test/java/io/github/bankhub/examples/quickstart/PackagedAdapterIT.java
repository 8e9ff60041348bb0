package io.github.bankhub.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.feign.FeignBankHub;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar of the adapter. The contracts of this module run against the same jar. */
class PackagedAdapterIT {

  private static final String METADATA =
      "META-INF/native-image/io.github.bankhub/bankhub-adapter-feign/";
  private static final String HTTP_CLIENT = "internal/apache/hc/client5/http/";

  @Test
  void the_adapter_is_a_jar_that_contains_HttpClient() {
    File jar = jar();

    assertThat(jar.getName()).endsWith(".jar");
    assertThat(FeignBankHub.class.getResource(HTTP_CLIENT + "DnsResolver.class"))
        .asString()
        .contains(jar.getName());
  }

  @Test
  void the_jar_has_only_its_own_packages_and_the_licences_of_all() throws IOException {
    assertThat(files())
        .filteredOn(name -> !name.startsWith("io/github/bankhub/feign/"))
        .containsExactlyInAnyOrder(
            "META-INF/LICENSE",
            "META-INF/MANIFEST.MF",
            "META-INF/NOTICE",
            "META-INF/maven/io.github.bankhub/bankhub-adapter-feign/pom.properties",
            "META-INF/maven/io.github.bankhub/bankhub-adapter-feign/pom.xml",
            METADATA + "reflect-config.json",
            METADATA + "resource-config.json",
            "META-INF/bankhub/sql/h2.sql",
            "META-INF/bankhub/sql/mysql.sql",
            "META-INF/bankhub/sql/oracle.sql",
            "META-INF/bankhub/sql/postgresql.sql",
            "META-INF/bankhub/sql/sqlserver.sql",
            "META-INF/services/io.github.bankhub.domain.port.BankHubConnector",
            "module-info.class");
  }

  private static File jar() {
    return new File(
        FeignBankHub.class.getProtectionDomain().getCodeSource().getLocation().getFile());
  }

  private static List<String> files() throws IOException {
    try (JarFile jar = new JarFile(jar())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }
}
