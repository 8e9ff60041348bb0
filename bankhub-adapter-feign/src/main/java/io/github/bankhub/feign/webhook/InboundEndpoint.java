package io.github.bankhub.feign.webhook;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.Deduplicator.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint for webhooks or for IPNs, without a framework. It authenticates, reads, deduplicates
 * and handles a message, and says what to respond. Thread-safe if its parts are.
 *
 * <pre>{@code
 * InboundEndpoint<WebhookEvent> endpoint =
 *     InboundEndpoint.of(new WebhookReader(secret), deduplicator, handler, unprocessed);
 * InboundResponse response = endpoint.receive(request::getHeaders, request.body());
 * }</pre>
 *
 * <p>SePay does not retry after an error response. So a message with the right secret always gets
 * 200. If it cannot be read or handled, {@code unprocessed} gets its raw body, and a claim of the
 * deduplicator is released. Source: page "Webhook events".
 *
 * @param <T> the type of the message
 */
public final class InboundEndpoint<T> {

  private final ToIntFunction<Function<String, List<String>>> authentication;
  private final Function<byte @Nullable [], T> parser;
  private final Function<T, String> key;
  private final @Nullable Deduplicator deduplicator;
  private final Consumer<? super T> handler;
  private final BiConsumer<byte[], Throwable> unprocessed;

  private InboundEndpoint(
      ToIntFunction<Function<String, List<String>>> authentication,
      Function<byte @Nullable [], T> parser,
      Function<T, String> key,
      @Nullable Deduplicator deduplicator,
      Consumer<? super T> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    this.authentication = authentication;
    this.parser = parser;
    this.key = key;
    this.deduplicator = deduplicator;
    this.handler = Objects.requireNonNull(handler, "handler");
    this.unprocessed = Objects.requireNonNull(unprocessed, "unprocessed");
  }

  /**
   * {@return an endpoint for webhooks}
   *
   * @param reader reads a message with the right secret
   * @param deduplicator detects repeated events; several machines can share it. If the handler
   *     claims the same events in the same store, its claims fail: use the endpoint without a
   *     deduplicator
   * @param handler handles each new event, within the 8 seconds that SePay waits; for a visitor,
   *     {@code event -> event.accept(visitor)}
   * @param unprocessed stores the raw body of a message that cannot be read or handled, with the
   *     cause; a body of more than 1 MiB is cut
   */
  public static InboundEndpoint<WebhookEvent> of(
      WebhookReader reader,
      Deduplicator deduplicator,
      Consumer<? super WebhookEvent> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    return new InboundEndpoint<>(
        reader::authenticate,
        reader::parse,
        Deduplicator::key,
        Objects.requireNonNull(deduplicator, "deduplicator"),
        handler,
        unprocessed);
  }

  /**
   * {@return an endpoint for webhooks that does not deduplicate} Use it if the handler claims each
   * event in its own transaction. It gets repeated events too.
   *
   * @param reader reads a message with the right secret
   * @param handler handles each event, within the 8 seconds that SePay waits
   * @param unprocessed stores the raw body of a message that cannot be read or handled, with the
   *     cause; a body of more than 1 MiB is cut
   */
  public static InboundEndpoint<WebhookEvent> of(
      WebhookReader reader,
      Consumer<? super WebhookEvent> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    return new InboundEndpoint<>(
        reader::authenticate, reader::parse, Deduplicator::key, null, handler, unprocessed);
  }

  /**
   * {@return an endpoint for IPNs}
   *
   * @param reader reads a message with the right key
   * @param deduplicator detects repeated notifications; several machines can share it. If the
   *     handler claims the same notifications in the same store, its claims fail: use the endpoint
   *     without a deduplicator
   * @param handler handles each new notification, within the 8 seconds that SePay waits
   * @param unprocessed stores the raw body of a message that cannot be read or handled, with the
   *     cause; a body of more than 1 MiB is cut
   */
  public static InboundEndpoint<BalanceNotification> of(
      IpnReader reader,
      Deduplicator deduplicator,
      Consumer<? super BalanceNotification> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    return new InboundEndpoint<>(
        reader::authenticate,
        reader::parse,
        Deduplicator::key,
        Objects.requireNonNull(deduplicator, "deduplicator"),
        handler,
        unprocessed);
  }

  /**
   * {@return an endpoint for IPNs that does not deduplicate} Use it if the handler claims each
   * notification in its own transaction. It gets repeated notifications too.
   *
   * @param reader reads a message with the right key
   * @param handler handles each notification, within the 8 seconds that SePay waits
   * @param unprocessed stores the raw body of a message that cannot be read or handled, with the
   *     cause; a body of more than 1 MiB is cut
   */
  public static InboundEndpoint<BalanceNotification> of(
      IpnReader reader,
      Consumer<? super BalanceNotification> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    return new InboundEndpoint<>(
        reader::authenticate, reader::parse, Deduplicator::key, null, handler, unprocessed);
  }

  /**
   * Receives a message.
   *
   * @param headers finds the values of a header by its name, in any case; null counts as none
   * @param body the body as it was received; null counts as empty
   * @return the response to send
   * @throws RuntimeException if {@code unprocessed} throws it: the message is not stored. SePay
   *     retries it only if you close the connection without a response
   */
  public InboundResponse receive(Function<String, List<String>> headers, byte @Nullable [] body) {
    InboundResponse response = authenticated(headers);
    return response.isAccepted() ? processed(response, body) : response;
  }

  /**
   * Receives a message, as {@link #receive(Function, byte[])}. At most 1 MiB is read, and nothing
   * without the right secret.
   *
   * @param headers finds the values of a header by its name, in any case; null counts as none
   * @param body the body as it was received, not closed
   * @return the response to send
   * @throws IOException if the body cannot be read
   */
  public InboundResponse receive(Function<String, List<String>> headers, InputStream body)
      throws IOException {
    InboundResponse response = authenticated(headers);
    return response.isAccepted()
        ? processed(response, body.readNBytes(InboundRequest.MAX_BYTES + 1))
        : response;
  }

  /**
   * Receives a message, as {@link #receive(Function, byte[])}.
   *
   * @param headers the headers, with names in any case; null counts as none
   * @param body the body as it was received; null counts as empty
   * @return the response to send
   */
  public InboundResponse receive(
      @Nullable Map<String, List<String>> headers, byte @Nullable [] body) {
    return receive(InboundRequest.lookup(headers), body);
  }

  /**
   * Receives a message, as {@link #receive(Function, InputStream)}.
   *
   * @param headers the headers, with names in any case; null counts as none
   * @param body the body as it was received, not closed
   * @return the response to send
   * @throws IOException if the body cannot be read
   */
  public InboundResponse receive(@Nullable Map<String, List<String>> headers, InputStream body)
      throws IOException {
    return receive(InboundRequest.lookup(headers), body);
  }

  /**
   * Processes a stored body: reads, deduplicates and handles it, without the check of the secret.
   * Use it for a body that {@code unprocessed} got, once the cause is removed.
   *
   * @param body the body
   * @throws WebhookRejectedException if the body cannot be read
   * @throws RuntimeException if the handler throws it, or the deduplicator at the claim; the
   *     message can be processed again then
   */
  public void process(byte @Nullable [] body) {
    T message = parser.apply(body);
    if (deduplicator == null) {
      handler.accept(message);
      return;
    }
    deduplicator
        .claim(key.apply(message), Deduplicator.DEFAULT_LEASE)
        .ifPresent(claim -> handle(message, claim));
  }

  private void handle(T message, Claim claim) {
    try {
      handler.accept(message);
    } catch (Throwable e) {
      release(claim, e);
      throw e;
    }
    confirm(claim);
  }

  private InboundResponse authenticated(Function<String, List<String>> headers) {
    try {
      return InboundResponse.accepted(authentication.applyAsInt(headers));
    } catch (WebhookRejectedException e) {
      return InboundResponse.rejected(e);
    }
  }

  private InboundResponse processed(InboundResponse response, byte @Nullable [] body) {
    try {
      process(body);
      return response;
    } catch (Throwable e) {
      store(Objects.requireNonNullElse(body, new byte[0]), e);
      if (e instanceof VirtualMachineError error) {
        throw error;
      }
      return response.withProblem(e);
    }
  }

  private void store(byte[] body, Throwable cause) {
    try {
      unprocessed.accept(body, cause);
    } catch (RuntimeException e) {
      if (e != cause) {
        e.addSuppressed(cause);
      }
      throw e;
    }
  }

  /** The message is handled. A failure here must not let it be handled again. */
  private static void confirm(Claim claim) {
    try {
      if (!claim.confirm()) {
        LOG.log(Level.WARNING, "A message was handled twice: its handler took too long");
      }
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "The deduplicator cannot confirm a claim ({0}); a repetition would be handled again",
          e.getClass().getName());
    }
  }

  /** A failure here must not replace the cause. */
  private static void release(Claim claim, Throwable cause) {
    try {
      claim.release();
    } catch (RuntimeException e) {
      if (e != cause) {
        cause.addSuppressed(e);
      }
    }
  }
}
