package io.github.bankhub.testkit.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import au.com.dius.pact.provider.junitsupport.loader.PactSource;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShippedPactsTest {

  @Nested
  @PactSource(ShippedPactLoader.class)
  class The_offline_hub extends OfflineHubPact {}

  @Test
  void are_listed_by_an_index() {
    assertThat(ShippedPacts.names()).containsExactly("bankhub-sepay-bank-hub.json");
  }

  @Test
  void are_not_found_by_another_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShippedPacts.open("other.json"))
        .withMessageContaining("other.json");
  }

  @Test
  void are_loaded_only_for_their_provider() throws IOException {
    ShippedPactLoader loader = new ShippedPactLoader();
    assertThat(loader.load("sepay-bank-hub")).hasSize(1);
    assertThat(loader.load("another")).isEmpty();
    assertThat(loader.description()).contains(ShippedPacts.FOLDER);
    assertThat(loader.getPactSource()).isNotNull();
  }

  @Test
  void need_the_parameters_of_their_states() {
    ProviderStates states = new ProviderStates(null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> states.company(Map.of()))
        .withMessageContaining("company_xid");
  }
}
