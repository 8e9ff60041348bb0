package io.github.bankhub.examples.modular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.lang.module.ModuleDescriptor.Requires;
import org.junit.jupiter.api.Test;

class ModulePathIT {

  private static final Module ADAPTER = FeignBankHub.class.getModule();

  @Test
  void creates_a_hosted_link_on_the_module_path() {
    InMemoryBankHub service = InMemoryBankHub.create();
    CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    try (BankHubServer server = BankHubServer.start(service)) {
      var settings = BankHubSettings.of(server.environment(), service.control().credentials());

      assertThat(HostedLinks.create(settings, company).toString())
          .startsWith(server.baseUri().toString());
    }
    assertThat(ADAPTER.getName()).isEqualTo("io.github.bankhub.feign");
  }

  @Test
  void the_adapter_contains_HttpClient_in_an_internal_package() throws ClassNotFoundException {
    String name = "io.github.bankhub.feign.internal.apache.hc.client5.http.DnsResolver";

    assertThat(Class.forName(name).getModule()).isEqualTo(ADAPTER);
    assertThat(ADAPTER.isExported(Class.forName(name).getPackageName())).isFalse();
  }

  @Test
  void HttpClient_is_neither_on_the_class_path_nor_on_the_module_path() {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName("org.apache.hc.client5.http.classic.HttpClient"));
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName("org.apache.hc.core5.http.HttpHost"));
    assertThat(ADAPTER.getDescriptor().requires())
        .extracting(Requires::name)
        .noneMatch(name -> name.contains("httpcomponents"));
  }
}
