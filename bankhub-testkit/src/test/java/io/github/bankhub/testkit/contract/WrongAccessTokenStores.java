package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.port.AccessTokenStore;
import java.net.URI;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Stores of access tokens with one fault each, as suites. */
final class WrongAccessTokenStores {

  private static final URI ANYWHERE = URI.create("https://example.com");

  private WrongAccessTokenStores() {}

  /** A store that is right, to be made wrong. */
  abstract static class Wrong extends AccessTokenStoreContract implements AccessTokenStore {

    final AccessTokenStore right = AccessTokenStore.inMemory();

    @Override
    protected AccessTokenStore store() {
      return this;
    }

    @Override
    public Optional<AccessToken> find(Key key) {
      return right.find(key);
    }

    @Override
    public void save(Key key, AccessToken token) {
      right.save(key, token);
    }

    @Override
    public void remove(Key key, AccessToken token) {
      right.remove(key, token);
    }
  }

  static final class MakesTokensUp extends Wrong {
    @Override
    public Optional<AccessToken> find(Key key) {
      Instant now = Instant.EPOCH;
      return Optional.of(
          right.find(key).orElseGet(() -> new AccessToken("made-up", now, now.plusSeconds(1))));
    }
  }

  static final class ForgetsAtOnce extends Wrong {
    @Override
    public void save(Key key, AccessToken token) {}
  }

  static final class RoundsTheSpan extends Wrong {
    @Override
    public void save(Key key, AccessToken token) {
      super.save(
          key, new AccessToken(token.reveal(), token.issuedAt(), token.expiresAt().plusSeconds(1)));
    }
  }

  static final class KeepsTheFirst extends Wrong {
    @Override
    public void save(Key key, AccessToken token) {
      if (find(key).isEmpty()) {
        super.save(key, token);
      }
    }
  }

  static final class NeverRemoves extends Wrong {
    @Override
    public void remove(Key key, AccessToken token) {}
  }

  static final class NeverTakesATokenBack extends Wrong {
    private final Set<AccessToken> removed = ConcurrentHashMap.newKeySet();

    @Override
    public void save(Key key, AccessToken token) {
      if (!removed.contains(token)) {
        super.save(key, token);
      }
    }

    @Override
    public void remove(Key key, AccessToken token) {
      removed.add(token);
      super.remove(key, token);
    }
  }

  static final class ComparesSpansToo extends Wrong {
    @Override
    public void remove(Key key, AccessToken token) {
      if (find(key).filter(kept -> kept.expiresAt().equals(token.expiresAt())).isPresent()) {
        super.remove(key, token);
      }
    }
  }

  static final class RemovesWhateverIsThere extends Wrong {
    @Override
    public void remove(Key key, AccessToken token) {
      find(key).ifPresent(kept -> super.remove(key, kept));
    }
  }

  static final class InsistsOnATokenToRemove extends Wrong {
    @Override
    public void remove(Key key, AccessToken token) {
      super.remove(key, find(key).filter(token::equals).orElseThrow());
    }
  }

  static final class KnowsOneClient extends Wrong {
    @Override
    public Optional<AccessToken> find(Key key) {
      return super.find(new Key(key.service(), "anyone"));
    }

    @Override
    public void save(Key key, AccessToken token) {
      super.save(new Key(key.service(), "anyone"), token);
    }
  }

  static final class KnowsOneService extends Wrong {
    @Override
    public Optional<AccessToken> find(Key key) {
      return super.find(new Key(ANYWHERE, key.clientId()));
    }

    @Override
    public void save(Key key, AccessToken token) {
      super.save(new Key(ANYWHERE, key.clientId()), token);
    }
  }

  static final class ComparesKeysByIdentity extends Wrong {
    private final IdentityHashMap<Key, AccessToken> tokens = new IdentityHashMap<>();

    @Override
    public synchronized Optional<AccessToken> find(Key key) {
      return Optional.ofNullable(tokens.get(key));
    }

    @Override
    public synchronized void save(Key key, AccessToken token) {
      tokens.put(key, token);
    }

    @Override
    public synchronized void remove(Key key, AccessToken token) {
      tokens.remove(key, token);
    }
  }

  static final class ComparesAndThenRemoves extends Wrong {
    private final Semaphore saves = new Semaphore(0);

    @Override
    public void save(Key key, AccessToken token) {
      super.save(key, token);
      saves.release();
    }

    @Override
    public void remove(Key key, AccessToken token) {
      if (find(key).filter(token::equals).isPresent()) {
        awaitASave();
        find(key).ifPresent(kept -> super.remove(key, kept));
      }
    }

    /** Widens the gap between the two steps until another thread has stepped in. */
    private void awaitASave() {
      try {
        saves.drainPermits();
        saves.tryAcquire(50, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
