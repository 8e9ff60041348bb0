package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.merchant.MerchantConfiguration;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.MerchantSettings#change}. */
abstract class ChangeMerchantSettingsContract extends RetriedOperationContract {

  private static final String KEYWORDS = "transaction_whitelist_remark_keywords";
  private static final String CSS = "global_hosted_link_custom_css";
  private static final MerchantSettingsChange RED =
      MerchantSettingsChange.customCss("body { color: red; }");

  ChangeMerchantSettingsContract() {
    super(Operation.CHANGE_MERCHANT_SETTINGS);
  }

  @Override
  final Executable validCall() {
    return () -> change(keywords("DH"));
  }

  @Test
  void MS_10_every_changed_field_reaches_the_service() {
    change(MerchantSettingsChange.keywords(List.of("Tiền nhà", "DH")).and(RED));
    assertEquals(List.of("Tiền nhà", "DH"), stored().keywords(), "the keywords are sent");
    assertEquals(Optional.of("body { color: red; }"), stored().customCss(), "the CSS is sent");
  }

  @Test
  void MS_10_a_field_that_a_change_does_not_name_stays_as_it_is() {
    fixture.service().merchantSettings().change(keywords("DH").and(RED));
    change(keywords("INV"));
    assertEquals(Optional.of("body { color: red; }"), stored().customCss(), "the CSS stays");
    change(MerchantSettingsChange.customCss("p {}"));
    assertEquals(List.of("INV"), stored().keywords(), "the keywords stay");
  }

  @Test
  void MS_11_the_result_is_the_settings_after_the_change() {
    fixture.service().merchantSettings().change(keywords("DH"));
    MerchantConfiguration changed = change(RED);
    assertEquals(List.of("DH"), changed.keywords(), "the result has what stays as it is");
    assertEquals(
        Optional.of("body { color: red; }"), changed.customCss(), "the result has the new CSS");
  }

  @Test
  void MS_12_settings_can_be_removed_which_is_assumed() {
    fixture.service().merchantSettings().change(keywords("DH").and(RED));
    change(MerchantSettingsChange.keywords(List.of()));
    assertEquals(List.of(), stored().keywords(), "an empty list is sent, and removes the keywords");
    change(MerchantSettingsChange.withoutCustomCss());
    assertEquals(
        Optional.empty(), stored().customCss(), "an empty text is sent, and removes the CSS");
  }

  @Test
  void MS_13_a_blank_keyword_that_is_sent_unchecked_is_rejected_naming_the_field() {
    assertRejectedNaming(KEYWORDS, List.of("DH", " "), "the service rejects a blank keyword");
  }

  @Test
  void MS_14_a_script_that_is_sent_unchecked_is_rejected_naming_the_field() {
    assertRejectedNaming(CSS, "</style><script>", "the service rejects a script");
  }

  private void assertRejectedNaming(String field, Object value, String why) {
    InvalidRequestException failure =
        assertThrows(
            InvalidRequestException.class,
            () -> fixture.hub().call(operation, Map.of(field, value), (response, zone) -> response),
            why);
    assertEquals(Set.of(field), failure.fields().keySet(), "the failure names the field");
    assertRejectedOnce(failure);
    assertEquals(List.of(), stored().keywords(), "nothing is changed");
  }

  private static MerchantSettingsChange keywords(String keyword) {
    return MerchantSettingsChange.keywords(List.of(keyword));
  }

  private MerchantConfiguration change(MerchantSettingsChange change) {
    return fixture.hub().merchantSettings().change(change);
  }

  private MerchantConfiguration stored() {
    return fixture.service().merchantSettings().get();
  }
}
