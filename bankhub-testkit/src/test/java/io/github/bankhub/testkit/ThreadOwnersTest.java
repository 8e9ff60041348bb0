package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that waits holds neither the caller nor its class loader. */
class ThreadOwnersTest {

  @ParameterizedTest
  @ValueSource(classes = {DelayedWebhooks.class, Servers.class})
  void a_thread_does_not_hold_the_class_loader_of_its_creator(Class<?> caller) throws Exception {
    // Held until the end, so the threads run on.
    Held held = call(caller);
    System.gc();
    // With a pause, because each collection delays the tests beside this one.
    for (int i = 0; i < 200 && held.collected().remove(100) == null; i++) {
      System.gc();
    }
    assertThat(held.loader().get()).isNull();
    for (AutoCloseable object : held.objects()) {
      object.close();
    }
  }

  @Test
  void a_receiver_has_the_context_class_loader_of_its_class() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    hub.control().addSamples();
    WebhookInbox inbox = new WebhookInbox();
    hub.control()
        .webhooks()
        .deliverTo(
            request -> {
              assertThat(Thread.currentThread().getContextClassLoader())
                  .isSameAs(ThreadOwnersTest.class.getClassLoader());
              return inbox.receive(request);
            },
            inbox.secret());
    hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    hub.control().webhooks().awaitDeliveries();
    assertThat(inbox.received()).hasSize(1);
  }

  /** Calls a class of another class loader, which is also the context class loader. */
  private static Held call(Class<?> caller) throws Exception {
    Application loader = new Application();
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Supplier<?> copy = (Supplier<?>) loader.define(caller).getDeclaredConstructor().newInstance();
      assertThat(copy.getClass().getClassLoader()).isSameAs(loader);
      List<AutoCloseable> objects =
          ((List<?>) copy.get()).stream().map(AutoCloseable.class::cast).toList();
      ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
      return new Held(new WeakReference<>(loader, collected), collected, objects);
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private record Held(
      WeakReference<ClassLoader> loader,
      ReferenceQueue<ClassLoader> collected,
      List<AutoCloseable> objects) {}

  private static final class Application extends ClassLoader {

    Application() {
      super(ThreadOwnersTest.class.getClassLoader());
    }

    Class<?> define(Class<?> type) {
      String file = type.getName().replace('.', '/') + ".class";
      try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(type.getName(), bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Leaves a timer, whose thread waits until a link token expires, and an HTTP client. */
  public static final class DelayedWebhooks implements Supplier<List<AutoCloseable>> {

    public DelayedWebhooks() {}

    @Override
    public List<AutoCloseable> get() {
      InMemoryBankHub hub = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
      hub.control().addSamples();
      WebhookInboxServer server = WebhookInboxServer.start();
      hub.control().webhooks().deliverTo(server);
      hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
      server.inbox().await("LINK_TOKEN_CREATED");
      return List.of(hub, server);
    }
  }

  /** Leaves the threads of servers. */
  public static final class Servers implements Supplier<List<AutoCloseable>> {

    public Servers() {}

    @Override
    public List<AutoCloseable> get() {
      InMemoryBankHub hub = InMemoryBankHub.create();
      return List.of(BankHubServer.start(hub), WebhookInboxServer.start());
    }
  }
}
