package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.LinkTokenReferences;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores of references that make one mistake each. */
final class LinkTokenReferencesMutants {

  private LinkTokenReferencesMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        mutant(
            "invents references",
            right -> right.finding(xid -> Optional.of(right.find(xid).orElse("invented"))),
            "WH_04_a_new_store_is_empty",
            "a new store has no reference"),
        mutant(
            "saves no reference",
            right -> right.saving((xid, reference) -> {}),
            "WH_04_a_reference_is_found_by_every_machine",
            "a saved reference is found"),
        mutant(
            "keeps the first reference",
            right ->
                right.saving(
                    (xid, reference) -> right.save(xid, right.find(xid).orElse(reference))),
            "WH_04_the_reference_saved_last_is_found",
            "a later reference replaces another"),
        mutant(
            "strips references",
            right -> right.finding(xid -> right.find(xid).map(String::strip)),
            "WH_04_references_are_stored_exactly",
            "a reference is kept exactly"),
        mutant(
            "saves a link token without its reference",
            LinkTokenReferencesMutants::hidingReferences,
            "WH_04_a_saved_link_token_has_its_reference",
            "a link token is saved with a reference"),
        mutant(
            "changes the link",
            right -> right.finding(right.opener, LinkTokenReferencesMutants::withAnotherLink),
            "WH_04_an_open_link_token_is_found_whole",
            "a link token keeps its link"),
        mutant(
            "keeps the first link token",
            right ->
                right.savingLinks(
                    (token, reference) ->
                        right.save(right.findOpen(reference).orElse(token), reference)),
            "WH_04_the_link_token_saved_last_is_open",
            "a later link token replaces another"),
        mutant(
            "ignores expiry",
            right -> remembering(right, token -> true),
            "WH_04_an_expired_link_token_is_not_open",
            "an expired link token is not open"),
        mutant(
            "takes an unknown expiry for a late one",
            right -> remembering(right, token -> !token.hasExpiredAt(right.clock.instant())),
            "WH_04_a_link_token_with_unknown_expiry_is_not_open",
            "a link token with unknown expiry is not open"),
        mutant(
            "saves only the reference if the expiry is unknown",
            right ->
                right.savingLinks(
                    (token, reference) -> {
                      if (token.expiry().instant().isPresent()) {
                        right.save(token, reference);
                      } else {
                        right.save(token.xid(), reference);
                      }
                    }),
            "WH_04_a_link_token_with_unknown_expiry_replaces_the_open_one",
            "a later link token replaces the open one"),
        mutant(
            "drops a reference with its link token",
            right ->
                right.finding(
                    xid ->
                        right.find(xid).filter(reference -> right.findOpen(reference).isPresent())),
            "WH_04_a_reference_outlasts_its_link_token_and_the_retries_of_SePay",
            "late events find their reference"),
        mutant(
            "removes what it should close",
            right -> right.closing(right::remove),
            "WH_04_a_closed_link_token_is_not_open_but_has_its_reference",
            "a closed one keeps its reference"),
        mutant(
            "closes every link token of a reference",
            right ->
                right.closing(
                    xid ->
                        right
                            .find(xid)
                            .flatMap(right::findOpen)
                            .ifPresent(token -> right.close(token.xid()))),
            "WH_04_closing_a_replaced_link_token_leaves_the_open_one",
            "an open link token is found"),
        mutant(
            "never removes",
            right -> right.removing(xid -> {}),
            "WH_04_a_removed_link_token_is_neither_found_nor_open",
            "a removed reference is not found"),
        mutant(
            "removes every link token of a reference",
            right ->
                right.removing(
                    xid ->
                        right
                            .find(xid)
                            .flatMap(right::findOpen)
                            .ifPresent(token -> right.remove(token.xid()))),
            "WH_04_removing_a_replaced_link_token_leaves_the_open_one",
            "an open link token is found"),
        mutant(
            "requires a link token to remove",
            right ->
                right.removing(
                    xid -> right.remove(right.find(xid).map(reference -> xid).orElseThrow())),
            "WH_04_removing_a_missing_link_token_does_nothing",
            "removing a missing one does nothing"),
        mutant(
            "shows references only to the thread that saved them",
            LinkTokenReferencesMutants::separatingThreads,
            "WH_04_of_link_tokens_saved_by_all_machines_one_is_open",
            "all machines share references"));
  }

  private static Mutant mutant(
      String name, UnaryOperator<Mutable> mistake, String test, String message) {
    return new Mutant(
        InMemoryContractsTest.ReferencesOfLinkTokens.class,
        name,
        Implementation.IN_MEMORY.with(
            Stores.IN_MEMORY.withReferences(clock -> mistake.apply(Mutable.right(clock)))),
        test,
        message);
  }

  private static Mutable hidingReferences(Mutable right) {
    Set<LinkTokenXid> hidden = ConcurrentHashMap.newKeySet();
    return right
        .savingLinks(
            (token, reference) -> {
              hidden.add(token.xid());
              right.save(token, reference);
            })
        .finding(xid -> right.find(xid).filter(reference -> !hidden.contains(xid)));
  }

  private static Mutable separatingThreads(Mutable right) {
    Map<LinkTokenXid, Thread> owners = new ConcurrentHashMap<>();
    return right
        .savingLinks(
            (token, reference) -> {
              owners.put(token.xid(), Thread.currentThread());
              right.save(token, reference);
            })
        .finding(
            xid -> right.find(xid).filter(reference -> owners.get(xid) == Thread.currentThread()));
  }

  private static Mutable remembering(Mutable right, Predicate<LinkToken> isOpen) {
    Map<String, LinkToken> saved = new ConcurrentHashMap<>();
    return right
        .savingLinks(
            (token, reference) -> {
              saved.put(reference, token);
              right.save(token, reference);
            })
        .finding(
            reference -> Optional.ofNullable(saved.get(reference)).filter(isOpen),
            UnaryOperator.identity());
  }

  private static LinkToken withAnotherLink(LinkToken token) {
    HostedLink another = HostedLink.of("https://example.com");
    return new LinkToken(token.xid(), token.secret(), another, token.expiry());
  }

  /** A store whose methods can be replaced. */
  private record Mutable(
      InstantSource clock,
      BiConsumer<LinkTokenXid, String> saver,
      BiConsumer<LinkToken, String> linkSaver,
      Function<LinkTokenXid, Optional<String>> finder,
      Function<String, Optional<LinkToken>> opener,
      Consumer<LinkTokenXid> closer,
      Consumer<LinkTokenXid> remover)
      implements LinkTokenReferences {

    static Mutable right(InstantSource clock) {
      LinkTokenReferences right = LinkTokenReferences.inMemory(clock);
      return new Mutable(
          clock,
          right::save,
          right::save,
          right::find,
          right::findOpen,
          right::close,
          right::remove);
    }

    Mutable saving(BiConsumer<LinkTokenXid, String> other) {
      return new Mutable(clock, other, linkSaver, finder, opener, closer, remover);
    }

    Mutable savingLinks(BiConsumer<LinkToken, String> other) {
      return new Mutable(clock, saver, other, finder, opener, closer, remover);
    }

    Mutable finding(Function<LinkTokenXid, Optional<String>> other) {
      return new Mutable(clock, saver, linkSaver, other, opener, closer, remover);
    }

    Mutable finding(Function<String, Optional<LinkToken>> other, UnaryOperator<LinkToken> change) {
      return new Mutable(
          clock,
          saver,
          linkSaver,
          finder,
          reference -> other.apply(reference).map(change),
          closer,
          remover);
    }

    Mutable closing(Consumer<LinkTokenXid> other) {
      return new Mutable(clock, saver, linkSaver, finder, opener, other, remover);
    }

    Mutable removing(Consumer<LinkTokenXid> other) {
      return new Mutable(clock, saver, linkSaver, finder, opener, closer, other);
    }

    @Override
    public void save(LinkTokenXid linkToken, String reference) {
      saver.accept(linkToken, reference);
    }

    @Override
    public void save(LinkToken linkToken, String reference) {
      linkSaver.accept(linkToken, reference);
    }

    @Override
    public Optional<String> find(LinkTokenXid linkToken) {
      return finder.apply(linkToken);
    }

    @Override
    public Optional<LinkToken> findOpen(String reference) {
      return opener.apply(reference);
    }

    @Override
    public void close(LinkTokenXid linkToken) {
      closer.accept(linkToken);
    }

    @Override
    public void remove(LinkTokenXid linkToken) {
      remover.accept(linkToken);
    }
  }
}
