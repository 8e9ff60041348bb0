package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateOnceTest {

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
  private final LinkTokenReferences references =
      LinkTokenReferences.inMemory(hub.control().clock());
  private final Deduplicator deduplicator = Deduplicator.inMemory(hub.control().clock());

  LinkToken linkFor(String user) {
    return references
        .findOpen(user)
        .orElseGet(
            () -> {
              LinkToken created = hub.linkTokens().create(LinkTokenRequest.link(company));
              references.save(created, user);
              return created;
            });
  }

  Optional<LinkToken> linkOnce(String user) {
    return deduplicator
        .claim("link:" + user, Duration.ofMinutes(1)) // longer than the call timeout
        .map(
            claim -> {
              try {
                return linkFor(user);
              } finally {
                claim.release();
              }
            });
  }

  @Test
  void a_second_click_gets_the_open_link() {
    LinkToken first = linkFor("user-7");

    assertThat(linkFor("user-7")).isEqualTo(first);
    assertThat(linkOnce("user-7")).hasValue(first);
    assertThat(linkFor("user-8")).isNotEqualTo(first);
  }

  @Test
  void a_used_or_expired_link_is_not_used_again() {
    LinkToken used = linkFor("user-7");
    references.close(used.xid());
    LinkToken second = linkFor("user-7");
    assertThat(second).isNotEqualTo(used);

    hub.control().clock().advance(Duration.ofDays(30));
    assertThat(linkFor("user-7")).isNotEqualTo(second);
  }

  @Test
  void a_click_during_a_creation_gets_none() {
    assertThat(deduplicator.claim("link:user-7", Duration.ofMinutes(1))).isPresent();

    assertThat(linkOnce("user-7")).isEmpty();
    hub.control().clock().advance(Duration.ofMinutes(1));
    assertThat(linkOnce("user-7")).isPresent();
  }

  @Test
  void an_unknown_creation_can_be_repeated() {
    hub.control()
        .inject(FaultScenario.RESET_BEFORE_RESPONSE.once().on(Operation.CREATE_LINK_TOKEN));
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> linkOnce("user-7"))
        .returns(RequestOutcome.UNKNOWN, UnavailableException::requestOutcome);

    assertThat(linkOnce("user-7")).isPresent();
  }
}
