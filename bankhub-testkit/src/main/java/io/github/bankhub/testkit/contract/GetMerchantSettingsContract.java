package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bankhub.domain.merchant.MerchantConfiguration;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.sample.Samples;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.MerchantSettings#get}. */
abstract class GetMerchantSettingsContract extends RetriedOperationContract {

  GetMerchantSettingsContract() {
    super(Operation.GET_MERCHANT_SETTINGS);
  }

  @Override
  final Executable validCall() {
    return this::settings;
  }

  @Test
  void MS_01_the_settings_are_those_that_were_set() {
    fixture
        .service()
        .merchantSettings()
        .change(
            MerchantSettingsChange.keywords(List.of("Tiền nhà", "DH"))
                .and(MerchantSettingsChange.customCss("body {\n  color: red;\n}")));
    URI logo = fixture.service().merchantSettings().uploadLogo(Samples.LOGO);
    MerchantConfiguration settings = settings();
    assertEquals(List.of("Tiền nhà", "DH"), settings.keywords(), "the keywords, in their order");
    assertEquals(
        Optional.of("body {\n  color: red;\n}"), settings.customCss(), "the CSS, with its lines");
    assertEquals(
        Optional.of(logo.getPath()), settings.logoUrl().map(URI::getPath), "the logo's address");
  }

  @Test
  void MS_02_what_was_never_set_is_empty() {
    fixture.assumeNewService();
    MerchantConfiguration settings = settings();
    assertEquals(List.of(), settings.keywords(), "there are no keywords");
    assertEquals(Optional.empty(), settings.customCss(), "there is no CSS");
    assertEquals(Optional.empty(), settings.logoUrl(), "there is no logo");
  }

  private MerchantConfiguration settings() {
    return fixture.hub().merchantSettings().get();
  }
}
