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
 * A loader of the {@linkplain ShippedPacts shipped pacts} for Pact JVM:
 * {@code @PactSource(ShippedPactLoader.class)}. Pact JVM itself cannot read files inside a jar.
 * Stateless.
 */
public final class ShippedPactLoader implements PactLoader {

  /** Creates the loader. Pact JVM calls this by reflection. */
  public ShippedPactLoader() {}

  /**
   * {@return the pacts with a provider; empty if there are none}
   *
   * @param providerName the name of the provider
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

  /** {@return the origin of the pacts} */
  @Override
  public String description() {
    return "the pacts in " + ShippedPacts.FOLDER + " on the class path";
  }
}
