package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.webhook.DeliveryFault.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why an attempt failed, in words that name no secret and no address. */
final class DeliveryProblem {

  private static final List<Cause> CAUSES =
      List.of(
          new Cause(
              says("no subject alternative", "no name matching"),
              "the certificate of the receiver is for another host"),
          new Cause(
              e -> e instanceof GeneralSecurityException,
              "this JVM does not trust the certificate of the receiver"),
          new Cause(
              says("unrecognized ssl message", "unrecognized record"),
              "the receiver does not use TLS; use http in the URL"),
          new Cause(SSLException.class::isInstance, "the TLS handshake failed"),
          new Cause(UnknownHostException.class::isInstance, "the host is unknown"),
          new Cause(UnresolvedAddressException.class::isInstance, "the host is unknown"),
          new Cause(
              HttpConnectTimeoutException.class::isInstance,
              "there was no connection within 5 seconds of real time"),
          new Cause(
              says("of real time"), "there was no complete response within 8 seconds of real time"),
          // Of an inbox in memory, which does not wait.
          new Cause(
              SocketTimeoutException.class::isInstance, "there was no complete response in time"),
          // The HTTP client throws a ConnectException for each of these; if the connection was
          // refused, some versions of Java give it no message.
          new Cause(says("no route to host"), "there is no route to the host"),
          new Cause(says("unreachable"), "the network or the host is unreachable"),
          new Cause(
              e -> e instanceof ConnectException && e.getMessage() == null,
              "the connection was refused"),
          new Cause(says("refused"), "the connection was refused"),
          new Cause(ConnectException.class::isInstance, "no connection was possible"),
          new Cause(says("received no bytes"), "the connection was closed without a response"),
          new Cause(ProtocolException.class::isInstance, "the response is not HTTP"),
          new Cause(
              says("status line", "invalid header", "invalid chunk"), "the response is not HTTP"),
          new Cause(says("reset"), "the connection was reset"),
          new Cause(EOFException.class::isInstance, "the connection was closed without a response"),
          new Cause(SocketException.class::isInstance, "the connection broke"));

  private DeliveryProblem() {}

  /** {@return the problem of an attempt without a response} */
  static String of(IOException failure) {
    List<Throwable> chain =
        Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause).limit(20).toList();
    return CAUSES.stream()
        .filter(cause -> chain.stream().anyMatch(cause.matches()))
        .findFirst()
        .map(Cause::text)
        .orElseGet(() -> "the connection broke: " + failure.getClass().getSimpleName());
  }

  private static Predicate<Throwable> says(String... parts) {
    return e -> {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      return Stream.of(parts).anyMatch(message::contains);
    };
  }

  /** {@return what is probably wrong with a receiver that sent this response; empty if nothing} */
  static Optional<String> of(int status, @Nullable Kind fault, MessageKind message) {
    boolean hasWrongSecret = fault == Kind.WRONG_SECRET || fault == Kind.NO_SECRET;
    if (hasWrongSecret) {
      return status < 300
          ? Optional.of(
              "the receiver accepted %s %s; it must check the header %s"
                  .formatted(
                      message == MessageKind.IPN ? "an IPN" : "a webhook",
                      (fault == Kind.NO_SECRET ? "without a " : "with a wrong ") + message.secret(),
                      message.header()))
          : Optional.empty();
    }
    return Optional.ofNullable(ofResponse(status, message));
  }

  private static @Nullable String ofResponse(int status, MessageKind message) {
    return switch (status) {
      case 400, 415, 422 ->
          "the receiver rejected the body, which is JSON with Content-Type: application/json";
      case 401, 403 ->
          message == MessageKind.IPN
              ? "the receiver rejected the key; compare its key with that of the hub, which is in"
                  + " the header Authorization: Apikey (only webhooks have X-Secret-Key)"
              : "the receiver rejected the secret; compare its secret with that of the webhook,"
                  + " which is in the header X-Secret-Key (only IPN has Authorization: Apikey)";
      case 404 -> "the receiver has no such path; check the URL of the " + message.target();
      case 405 -> "the receiver does not accept POST at this path";
      default -> ofOtherResponse(status);
    };
  }

  private static @Nullable String ofOtherResponse(int status) {
    if (status >= 500) {
      return "the receiver failed; see its log";
    }
    return status >= 300 && status < 400 ? "redirects of a receiver are not followed" : null;
  }

  private record Cause(Predicate<Throwable> matches, String text) {}
}
