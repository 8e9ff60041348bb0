package io.github.bankhub.testkit;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.testkit.OfflineArguments.Given;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.routes.ServerAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The options of the program as values. Immutable, without the clock. Each method throws an {@link
 * IllegalArgumentException} that names the option and what is expected. It shows the value, or the
 * invalid part of it, unless that may contain a secret.
 */
record OfflineOptions(OfflineArguments arguments) {

  private static final int DEFAULT_PORT = 8080;
  private static final int MAX_PORT = 65_535;

  /** A company to begin with; without an id, the hub assigns one. */
  record NewCompany(Optional<CompanyXid> xid, String name) {

    NewCompany {
      if (name.isBlank()) {
        throw new IllegalArgumentException("blank");
      }
    }
  }

  record Receiver<S extends Secret>(URI url, S secret) {}

  int port() {
    return value(
            OfflineOption.PORT,
            "a number from 0 to " + MAX_PORT,
            text -> {
              int port = Integer.parseInt(text);
              if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("out of range");
              }
              return port;
            })
        .orElse(DEFAULT_PORT);
  }

  Optional<InetAddress> bind() {
    return value(
        OfflineOption.BIND,
        "an address of this machine, such as 0.0.0.0",
        text -> {
          try {
            return InetAddress.getByName(text);
          } catch (UnknownHostException e) {
            throw new IllegalArgumentException("unknown host", e);
          }
        });
  }

  Optional<URI> publicUrl() {
    return arguments
        .one(OfflineOption.PUBLIC_URL)
        .map(given -> baseUri(address(given, "https://bankhub.example")));
  }

  private URI baseUri(URI uri) {
    try {
      return BankHubEnvironment.SANDBOX.withUnencryptedBaseUri(uri).baseUri();
    } catch (IllegalArgumentException e) {
      throw invalid(OfflineOption.PUBLIC_URL, e);
    }
  }

  List<String> allowedHosts() {
    return arguments.all(OfflineOption.ALLOW_HOST).stream()
        .map(
            given ->
                read(
                    given,
                    "a name or an IP address, without a scheme or a port",
                    ServerAddress::allowedHost))
        .toList();
  }

  boolean trustsForwarded() {
    return arguments.isOn(OfflineOption.TRUST_FORWARDED);
  }

  boolean isEmpty() {
    return arguments.isOn(OfflineOption.EMPTY);
  }

  Optional<Receiver<WebhookSecret>> webhook() {
    return receiver(
        OfflineOption.WEBHOOK_URL,
        OfflineOption.WEBHOOK_SECRET,
        "http://127.0.0.1:8081/webhooks",
        WebhookSecret::new);
  }

  Optional<Receiver<IpnApiKey>> ipn() {
    return receiver(
        OfflineOption.IPN_URL, OfflineOption.IPN_KEY, "http://127.0.0.1:8081/ipn", IpnApiKey::new);
  }

  private <S extends Secret> Optional<Receiver<S>> receiver(
      OfflineOption urlOption,
      OfflineOption secretOption,
      String example,
      Function<String, S> reader) {
    Optional<Given> url = arguments.one(urlOption);
    Optional<Given> secret = arguments.one(secretOption);
    if (url.isPresent() != secret.isPresent()) {
      OfflineOption missing = url.isPresent() ? secretOption : urlOption;
      String other = url.or(() -> secret).map(Given::source).orElse("");
      throw new IllegalArgumentException(
          "%s is missing; expected with %s, or neither".formatted(missing.flag(), other));
    }
    return url.map(
        given ->
            new Receiver<>(
                address(given, example),
                value(secretOption, "visible ASCII characters without surrounding spaces", reader)
                    .orElseThrow()));
  }

  /** Returns another clock for each call. */
  TestClock clock() {
    return value(
            OfflineOption.CLOCK,
            "system, fixed, or an instant in the years 2000 to 9000 such as 2026-01-31T03:30:00Z",
            text ->
                switch (text) {
                  case "system" -> TestClock.ticking();
                  case "fixed" -> TestClock.fixed(Instant.now());
                  default -> TestClock.fixed(Instant.parse(text));
                })
        .orElseGet(TestClock::ticking);
  }

  Optional<Long> seed() {
    return value(OfflineOption.SEED, "a whole number", Long::valueOf);
  }

  List<NewCompany> companies() {
    return arguments.all(OfflineOption.COMPANY).stream()
        .map(
            given ->
                read(given, "a name, or an xid, = and a name; not blank", OfflineOptions::company))
        .toList();
  }

  private static NewCompany company(String text) {
    String[] parts = text.split("=", 2);
    return parts.length == 1
        ? new NewCompany(Optional.empty(), text)
        : new NewCompany(Optional.of(new CompanyXid(parts[0].strip())), parts[1].strip());
  }

  Optional<Path> stateFile() {
    return value(
        OfflineOption.STATE_FILE,
        "the path of a file",
        text -> {
          try {
            return Path.of(text).toAbsolutePath();
          } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path", e);
          }
        });
  }

  /** {@return an exception about an option whose value turned out to be invalid} */
  IllegalArgumentException invalid(OfflineOption option, IllegalArgumentException problem) {
    String source = arguments.one(option).map(Given::source).orElse(option.flag());
    return new IllegalArgumentException(source + ": " + problem.getMessage(), problem);
  }

  private <T> Optional<T> value(OfflineOption option, String expected, Function<String, T> reader) {
    return arguments.one(option).map(given -> read(given, expected, reader));
  }

  private static <T> T read(Given given, String expected, Function<String, T> reader) {
    try {
      return reader.apply(given.text());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw given.invalid(expected);
    }
  }

  /** Without the address, which may hold a password, and without the cause, which shows it. */
  private static URI address(Given given, String example) {
    try {
      return new URI(given.text());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "%s is not a valid URI: %s at index %s; expected one such as %s"
              .formatted(given.source(), e.getReason(), e.getIndex(), example));
    }
  }
}
