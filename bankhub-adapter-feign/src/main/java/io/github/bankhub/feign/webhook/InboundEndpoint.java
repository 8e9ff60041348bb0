package io.github.bankhub.feign.webhook;

import static io.github.bankhub.feign.internal.Logging.LOG;

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

  private final InboundReader<T> reader;
  private final @Nullable Deduplicator deduplicator;
  private final Consumer<? super T> handler;
  private final BiConsumer<byte[], Throwable> unprocessed;

  private InboundEndpoint(
      InboundReader<T> reader,
      @Nullable Deduplicator deduplicator,
      Consumer<? super T> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    this.reader = Objects.requireNonNull(reader, "reader");
    this.deduplicator = deduplicator;
    this.handler = Objects.requireNonNull(handler, "handler");
    this.unprocessed = Objects.requireNonNull(unprocessed, "unprocessed");
  }

  /**
   * {@return an endpoint}
   *
   * @param reader reads a message with the right secret: a {@link WebhookReader} or an {@link
   *     IpnReader}
   * @param deduplicator detects repeated messages; several machines can share it. If the handler
   *     claims the same messages in the same store, its claims fail: use the endpoint without a
   *     deduplicator
   * @param handler handles each new message, within the 8 seconds that SePay waits; for a visitor,
   *     {@code event -> event.accept(visitor)}
   * @param unprocessed stores the raw body of a message that cannot be read or handled, with the
   *     cause; a body of more than 1 MiB is cut
   * @param <T> the type of the message
   * @throws NullPointerException if an argument is null; names it
   */
  public static <T> InboundEndpoint<T> of(
      InboundReader<T> reader,
      Deduplicator deduplicator,
      Consumer<? super T> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    return new InboundEndpoint<>(
        reader, Objects.requireNonNull(deduplicator, "deduplicator"), handler, unprocessed);
  }

  /**
   * {@return an endpoint that does not deduplicate} Use it if the handler claims each message in
   * its own transaction. It gets repeated messages too.
   *
   * @param reader reads a message with the right secret: a {@link WebhookReader} or an {@link
   *     IpnReader}
   * @param handler handles each message, within the 8 seconds that SePay waits
   * @param unprocessed stores the raw body of a message that cannot be read or handled, with the
   *     cause; a body of more than 1 MiB is cut
   * @param <T> the type of the message
   * @throws NullPointerException if an argument is null; names it
   */
  public static <T> InboundEndpoint<T> of(
      InboundReader<T> reader,
      Consumer<? super T> handler,
      BiConsumer<byte[], Throwable> unprocessed) {
    return new InboundEndpoint<>(reader, null, handler, unprocessed);
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
    T message = reader.parse(body);
    if (deduplicator == null) {
      handler.accept(message);
      return;
    }
    deduplicator
        .claim(reader.key(message), Deduplicator.DEFAULT_LEASE)
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
      return InboundResponse.accepted(reader.authenticate(headers));
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
