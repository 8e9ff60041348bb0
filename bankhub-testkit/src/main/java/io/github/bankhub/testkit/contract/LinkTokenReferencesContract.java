package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.LinkTokenReferences;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link LinkTokenReferences}, one test each.
 *
 * <p>Extend it and return stores that share their storage, as the stores of several machines do.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class LinkTokenReferencesContract {

  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final String USER = "user-7";

  private LinkTokenReferences machine;
  private LinkTokenReferences other;

  /**
   * {@return the store of one machine} A test calls it once for each machine. All stores of a test
   * share one storage, empty at its start. A store in memory returns the same instance.
   */
  protected abstract LinkTokenReferences connect();

  /** {@return the current time of the clock of the implementation} */
  protected abstract Instant now();

  /**
   * Lets time pass for link tokens. Advance the clock of the implementation.
   *
   * @param time the time
   */
  protected abstract void advance(Duration time);

  @BeforeEach
  final void connectTwo() {
    machine = connect();
    other = connect();
  }

  @Test
  void WH_04_a_new_store_is_empty() {
    assertEquals(Optional.empty(), machine.find(xid("1")), "a new store has no reference");
    assertEquals(Optional.empty(), machine.findOpen(USER), "a new store has no link token");
  }

  @Test
  void WH_04_a_reference_is_found_by_every_machine() {
    machine.save(xid("1"), USER);
    assertEquals(Optional.of(USER), other.find(xid("1")), "a saved reference is found");
    assertEquals(Optional.empty(), other.find(xid("2")), "another link token has no reference");
  }

  @Test
  void WH_04_the_reference_saved_last_is_found() {
    machine.save(xid("1"), "user-6");
    other.save(xid("1"), USER);
    assertEquals(Optional.of(USER), machine.find(xid("1")), "a later reference replaces another");
  }

  @Test
  void WH_04_references_are_stored_exactly() {
    List.of("a", "A", "Nguyễn Văn A ", "'; --", "x".repeat(1000))
        .forEach(
            text -> {
              machine.save(token(text, LIFETIME), text);
              assertEquals(Optional.of(text), other.find(xid(text)), "a reference is kept exactly");
              assertEquals(xid(text), open(text).xid(), "references are compared exactly");
            });
    assertEquals(xid("a"), open("a").xid(), "references are compared exactly");
  }

  @Test
  void WH_04_a_saved_link_token_has_its_reference() {
    machine.save(token("1", LIFETIME), USER);
    assertEquals(Optional.of(USER), other.find(xid("1")), "a link token is saved with a reference");
  }

  @Test
  void WH_04_an_open_link_token_is_found_whole() {
    LinkToken saved = token("1", LIFETIME);
    machine.save(saved, USER);
    LinkToken found = other.findOpen(USER).orElseGet(() -> fail("an open link token is found"));
    assertEquals(saved.xid(), found.xid(), "a link token keeps its xid");
    assertEquals(saved.secret(), found.secret(), "a link token keeps its secret");
    assertEquals(saved.hostedLink(), found.hostedLink(), "a link token keeps its link");
    assertEquals(
        saved.expiry().instant(), found.expiry().instant(), "a link token keeps its expiry");
  }

  @Test
  void WH_04_the_link_token_saved_last_is_open() {
    machine.save(token("1", LIFETIME), USER);
    other.save(token("2", LIFETIME), USER);
    assertEquals(xid("2"), open(USER).xid(), "a later link token replaces another");
  }

  @Test
  void WH_04_an_expired_link_token_is_not_open() {
    machine.save(token("1", LIFETIME), USER);
    advance(LIFETIME.plusSeconds(1));
    assertEquals(Optional.empty(), other.findOpen(USER), "an expired link token is not open");
  }

  @Test
  void WH_04_a_link_token_with_unknown_expiry_is_not_open() {
    machine.save(token("1", LinkTokenExpiry.read("soon", ZoneOffset.UTC)), USER);
    assertEquals(
        Optional.empty(), other.findOpen(USER), "a link token with unknown expiry is not open");
    assertEquals(
        Optional.of(USER), other.find(xid("1")), "it has a reference, expiry known or not");
  }

  @Test
  void WH_04_a_link_token_with_unknown_expiry_replaces_the_open_one() {
    machine.save(token("1", LIFETIME), USER);
    other.save(token("2", LinkTokenExpiry.read("soon", ZoneOffset.UTC)), USER);
    assertEquals(
        Optional.empty(), machine.findOpen(USER), "a later link token replaces the open one");
  }

  @Test
  void WH_04_a_reference_outlasts_its_link_token_and_the_retries_of_SePay() {
    machine.save(token("1", LIFETIME), USER);
    advance(LIFETIME.plusHours(5).plusMinutes(1));
    assertEquals(Optional.of(USER), other.find(xid("1")), "late events find their reference");
  }

  @Test
  void WH_04_a_closed_link_token_is_not_open_but_has_its_reference() {
    machine.save(token("1", LIFETIME), USER);
    other.close(xid("1"));
    assertEquals(Optional.empty(), machine.findOpen(USER), "a closed link token is not open");
    assertEquals(Optional.of(USER), machine.find(xid("1")), "a closed one keeps its reference");
  }

  @Test
  void WH_04_closing_a_replaced_link_token_leaves_the_open_one() {
    machine.save(token("1", LIFETIME), USER);
    machine.save(token("2", LIFETIME), USER);
    other.close(xid("1"));
    other.close(xid("missing"));
    assertEquals(xid("2"), open(USER).xid(), "only the given link token is closed");
  }

  @Test
  void WH_04_a_removed_link_token_is_neither_found_nor_open() {
    machine.save(token("1", LIFETIME), USER);
    other.remove(xid("1"));
    assertEquals(Optional.empty(), machine.find(xid("1")), "a removed reference is not found");
    assertEquals(Optional.empty(), machine.findOpen(USER), "a removed link token is not open");
  }

  @Test
  void WH_04_removing_a_replaced_link_token_leaves_the_open_one() {
    machine.save(token("1", LIFETIME), USER);
    machine.save(token("2", LIFETIME), USER);
    other.remove(xid("1"));
    assertEquals(xid("2"), open(USER).xid(), "only the given link token is removed");
  }

  @Test
  void WH_04_removing_a_missing_link_token_does_nothing() {
    assertDoesNotThrow(() -> machine.remove(xid("1")), "removing a missing one does nothing");
  }

  @Test
  void WH_04_of_link_tokens_saved_by_all_machines_one_is_open() throws InterruptedException {
    ConcurrentCalls.onMachines(
        this::connect,
        machine -> {
          machine.save(token(Thread.currentThread().getName(), LIFETIME), USER);
          return machine.findOpen(USER).orElseGet(() -> fail("an open link token is found"));
        });
    assertEquals(Optional.of(USER), other.find(open(USER).xid()), "all machines share references");
  }

  private LinkToken open(String reference) {
    return other.findOpen(reference).orElseGet(() -> fail("an open link token is found"));
  }

  private LinkToken token(String xid, Duration lifetime) {
    Instant expiry = now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    return token(xid, LinkTokenExpiry.at(expiry, ZoneOffset.UTC));
  }

  private static LinkToken token(String xid, LinkTokenExpiry expiry) {
    return new LinkToken(
        xid(xid),
        new LinkTokenSecret("s3cret of " + xid),
        HostedLink.of("https://bankhub.sepay.vn/link?token=Ab_" + xid.hashCode()),
        expiry);
  }

  private static LinkTokenXid xid(String value) {
    return new LinkTokenXid(value);
  }
}
