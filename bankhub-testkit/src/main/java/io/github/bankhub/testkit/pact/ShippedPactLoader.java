package io.github.bankhub.testkit.pact;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.PactSource;
import au.com.dius.pact.core.model.ReaderPactSource;
import au.com.dius.pact.provider.junitsupport.loader.PactLoader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@linkplain ShippedPacts shipped pacts} for Pact JVM's provider tests, which cannot read
 * files inside a jar by themselves: {@code @PactSource(ShippedPactLoader.class)}. Stateless.
 */
public final class ShippedPactLoader implements PactLoader {

  /** Creates the loader; Pact JVM does so by reflection. */
  public ShippedPactLoader() {}

  /**
   * The pacts with a provider.
   *
   * @param providerName the provider, {@code sepay-bank-hub}
   * @return its pacts; empty for any other provider
   */
  @Override
  public List<Pact> load(String providerName) throws IOException {
    List<Pact> found = new ArrayList<>();
    for (String name : ShippedPacts.names()) {
      try (Reader text = ShippedPacts.open(name)) {
        Pact pact = DefaultPactReader.INSTANCE.loadPact(text);
        if (pact.getProvider().getName().equals(providerName)) {
          found.add(pact);
        }
      }
    }
    return found;
  }

  @Override
  public PactSource getPactSource() {
    return ReaderPactSource.INSTANCE;
  }

  /** Returns where the pacts come from. */
  @Override
  public String description() {
    return "the pacts in " + ShippedPacts.FOLDER + " on the class path";
  }
}
