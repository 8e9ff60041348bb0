package io.github.bankhub.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is given Bank Hub offline, or a class of such tests.
 *
 * <p>Each test method has a fresh hub of its own, so tests can run side by side. It can be taken as
 * a parameter, by the test itself and by its {@code @BeforeEach} and {@code @AfterEach} methods,
 * those of an enclosing class included, as {@link io.github.bankhub.testkit.InMemoryBankHub},
 * {@link io.github.bankhub.domain.port.BankHub}, {@link io.github.bankhub.testkit.Control}, {@link
 * io.github.bankhub.testkit.clock.TestClock}, {@link io.github.bankhub.testkit.BankHubServer} or
 * {@link io.github.bankhub.testkit.WebhookInbox}, which receives the hub's webhooks from the time
 * it is asked for; the server is started if it is asked for, and closed after the test.
 * Constructors and {@code @BeforeAll} are given nothing, because no test has begun.
 *
 * <pre>{@code
 * @BankHubTest
 * class CheckoutTest {
 *   @Test
 *   void opens_the_hosted_page(BankHub hub, Control control) { … }
 * }
 * }</pre>
 *
 * <p>With {@link Transport#HTTP} the same test runs over HTTP: its {@code BankHub} is a client of a
 * server that plays the hub, its webhooks come over HTTP, and both are closed after the test. It
 * fails if there is no {@link io.github.bankhub.domain.port.BankHubConnector} or more than one.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(BankHubExtension.class)
public @interface BankHubTest {

  /**
   * How the test's {@code BankHub} reaches the offline service.
   *
   * @return in memory, unless it is chosen; an annotation of a method counts before that of its
   *     class
   */
  Transport value() default Transport.IN_MEMORY;
}
