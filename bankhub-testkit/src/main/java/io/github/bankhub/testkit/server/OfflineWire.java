package io.github.bankhub.testkit.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.Refusal;
import io.github.bankhub.testkit.internal.Refusal.Kind;
import io.github.bankhub.testkit.internal.Served;
import io.github.bankhub.testkit.internal.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bank Hub's HTTP without a socket: a request in, an answer out. For servers and test tools of
 * one's own; {@link BankHubServer} is such a server.
 *
 * <p>Thread-safe. It takes what the documentation asks for and little else; where it refuses, a
 * {@code hint} beside SePay's fields says what to do. SePay sends no hints.
 */
public final class OfflineWire {

  /** The longest body that is taken, in bytes. */
  static final int LONGEST_BODY = 1 << 20;

  private static final System.Logger LOG = System.getLogger(OfflineWire.class.getName());
  private static final String JSON = "application/json";
  private static final TypeReference<@Nullable Map<String, Object>> FIELDS =
      new TypeReference<>() {};
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Engine engine;
  private final URI baseUri;
  private final ControlWire control;
  private final HostedPages hosted;
  private final Demo demo;

  private OfflineWire(InMemoryBankHub hub, URI baseUri) {
    this.engine = hub.engine();
    this.baseUri = baseUri;
    this.control = new ControlWire(engine, hub.control());
    this.hosted = new HostedPages(engine);
    this.demo = new Demo(engine, hub.control().webhooks(), baseUri);
  }

  /**
   * The wire of a hub.
   *
   * @param hub what answers
   * @param baseUri the address that hosted links begin with, without a slash at the end
   * @return the wire
   */
  public static OfflineWire of(InMemoryBankHub hub, URI baseUri) {
    return new OfflineWire(hub, baseUri);
  }

  /**
   * Answers a request. A fault of this kit is an answer with status 500.
   *
   * @param request the request; of its URI path and query count
   * @return the answer
   * @throws UncheckedIOException if a fault strikes that only a connection can show; names it
   */
  public Answer answer(Request request) {
    Reaction reaction = react(request);
    if (reaction.fault() != null) {
      throw new UncheckedIOException(
          new IOException(reaction.fault() + ", which only a connection can show"));
    }
    return reaction.answer();
  }

  /** What the service does with a request, for a server that can show faults of a connection. */
  Reaction react(Request request) {
    try {
      return route(request.method(), request.uri().getPath(), request);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The offline Bank Hub failed", e);
      return Reaction.of(
          refused(Refusal.of(Kind.BROKEN, e.getClass().getName() + ", a fault of this kit")));
    }
  }

  private Reaction route(String method, String path, Request request) {
    try {
      if (Paths.isAbout(method, path)) {
        return Reaction.of(json(200, about()).withoutBodyIf(method.equals("HEAD")));
      }
      if (HostedPages.isAt(path)) {
        return Reaction.of(hosted.answer(method, path, request));
      }
      if (Assets.isAt(path)) {
        return Reaction.of(Assets.answer(method, path));
      }
      if (Demo.isAt(path) || ControlWire.isAt(path)) {
        requireNoForeignPage(request);
      }
      if (Demo.isAt(path)) {
        return Reaction.of(demo.answer(method, path, request));
      }
      if (ControlWire.isAt(path)) {
        return Reaction.of(control.answer(method, path, request));
      }
      Operation operation =
          Paths.operation(method, request.uri().getRawPath())
              .orElseThrow(() -> Paths.refusal(method, path).in(engine.with(State::errorStyle)));
      return reaction(
          Engine.success(operation),
          engine.serve(operation, state -> call(operation, state, request)));
    } catch (Refusal refusal) {
      Answer answer = refused(refusal).withoutBodyIf(method.equals("HEAD"));
      return Reaction.of(
          refusal.kind() == Kind.WRONG_METHOD ? answer.with("Allow", allowed(path)) : answer);
    }
  }

  /** Any web site that somebody visits could otherwise turn the clock, or have webhooks sent. */
  private static void requireNoForeignPage(Request request) {
    boolean crossSite = request.header("Sec-Fetch-Site").contains("cross-site");
    boolean foreign =
        request.header("Origin").stream()
            .anyMatch(
                origin ->
                    request.header("Host").stream()
                        .noneMatch(host -> origin.equalsIgnoreCase("http://" + host)));
    if (crossSite || foreign) {
      throw Refusal.of(Kind.FOREIGN, "pages of other origins do not control the offline hub");
    }
  }

  private String allowed(String path) {
    if (HostedPages.isAt(path)) {
      return HostedPages.methods(path);
    }
    if (Assets.isAt(path)) {
      return Assets.METHODS;
    }
    if (Demo.isAt(path)) {
      return Demo.methods(path);
    }
    return ControlWire.isAt(path) ? control.allowed(path) : Paths.allowed(path);
  }

  private Reaction reaction(int success, Served<Object> served) {
    Answer own =
        served.refusal() != null
            ? refused(served.refusal())
            : json(success, served.answer() == null ? Map.of() : body(served.answer()));
    Fault fault = served.fault();
    if (fault == null) {
      return Reaction.of(own);
    }
    return fault.scenario().needsConnection()
        ? new Reaction(own, fault.scenario())
        : Reaction.of(FaultyAnswers.of(fault, own, engine.clock().instant()));
  }

  private Object call(Operation operation, State state, Request request) {
    if (request.body().length > LONGEST_BODY) {
      throw Refusal.of(Kind.TOO_LARGE, "a body has at most " + LONGEST_BODY + " bytes");
    }
    return switch (operation) {
      case CREATE_ACCESS_TOKEN -> state.issueAccessToken(Authorization.basic(request));
      case CREATE_LINK_TOKEN -> {
        state.authenticate(Authorization.bearer(request));
        yield state.createLinkToken(fields(request), baseUri);
      }
      case GET_LINK_TOKEN -> {
        state.authenticate(Authorization.bearer(request));
        yield state.linkToken(fields(request));
      }
      case REVOKE_LINK_TOKEN -> {
        state.authenticate(Authorization.bearer(request));
        yield state.revokeLinkToken(fields(request));
      }
      case LIST_BANK_ACCOUNTS -> {
        state.authenticate(Authorization.bearer(request));
        yield state.bankAccounts(Query.read(request.uri()));
      }
      case GET_BANK_ACCOUNT -> {
        state.authenticate(Authorization.bearer(request));
        yield Map.of("data", state.bankAccount(Paths.id(request.uri())));
      }
    };
  }

  private static Map<?, ?> body(Object answer) {
    if (answer instanceof Map<?, ?> fields) {
      return fields;
    }
    if (answer instanceof AccessToken token) {
      return inOrder("code", 201, "access_token", token.reveal(), "ttl", token.life().toSeconds());
    }
    LinkToken token = (LinkToken) answer;
    return inOrder(
        "xid", token.xid().value(),
        "hosted_link_url", token.hostedLink().uri().toString(),
        "link_token", token.secret().reveal(),
        "expires_at", token.expiry().text());
  }

  /** The fields of a JSON request. */
  static Map<String, Object> fields(Request request) {
    List<String> types = request.header("Content-Type");
    if (types.size() != 1 || !types.get(0).split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
      throw Refusal.of(Kind.INVALID, "send the header Content-Type: " + JSON);
    }
    return jsonFields(request);
  }

  /** The one JSON object of a body. */
  static Map<String, Object> jsonFields(Request request) {
    Map<String, Object> fields = object(request.body());
    if (fields == null) {
      throw Refusal.of(Kind.INVALID, "the body must be one JSON object, each field given once");
    }
    return fields;
  }

  /** The JSON object in some bytes; null if there is none, or something else. */
  static @Nullable Map<String, Object> object(byte[] json) {
    try {
      return MAPPER.readValue(json, FIELDS);
    } catch (JsonProcessingException e) {
      // The parser's text could show parts of it.
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
    }
  }

  private static Map<String, Object> about() {
    return inOrder(
        "name",
        "bankhub: SePay Bank Hub offline, for tests",
        "operations",
        Paths.all(),
        "control",
        ControlWire.ROOT,
        "in_a_browser",
        "/_testkit/demo");
  }

  static Answer refused(Refusal refusal) {
    return json(refusal.status(), refusal.body());
  }

  static Answer json(int status, Map<?, ?> body) {
    try {
      Map<String, List<String>> headers = Map.of("Content-Type", List.of(JSON + "; charset=utf-8"));
      return new Answer(status, headers, MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("texts and numbers cannot fail to be written", e);
    }
  }

  static Map<String, Object> inOrder(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /**
   * A request. Keeps what it is given, so leave that unchanged; printing it shows neither headers
   * nor body nor query.
   *
   * @param method the method, in capitals
   * @param uri the address; path and query are enough
   * @param headers the headers, in any case
   * @param body the body, empty if there is none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Request(String method, URI uri, Map<String, List<String>> headers, byte[] body) {

    /**
     * The values of a header.
     *
     * @param name the header's name, in any case
     * @return its values, none if it is not there
     */
    public List<String> header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .flatMap(header -> header.getValue().stream())
          .toList();
    }

    /** Returns method, path and length. */
    @Override
    public String toString() {
      return "Request[" + method + " " + uri.getPath() + ", " + body.length + " bytes]";
    }
  }

  /**
   * An answer. Its body is not copied; printing it shows neither headers nor body.
   *
   * @param status the HTTP status
   * @param headers the headers
   * @param body the body, JSON in UTF-8; empty for HEAD
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    Answer with(String header, String value) {
      Map<String, List<String>> more = new LinkedHashMap<>(headers);
      more.put(header, List.of(value));
      return new Answer(status, Map.copyOf(more), body);
    }

    Answer withoutBodyIf(boolean condition) {
      return condition ? new Answer(status, headers, new byte[0]) : this;
    }

    /** Returns status and length. */
    @Override
    public String toString() {
      return "Answer[" + status + ", " + body.length + " bytes]";
    }
  }
}
