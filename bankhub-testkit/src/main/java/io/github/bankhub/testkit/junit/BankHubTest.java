package io.github.bankhub.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with an offline Bank Hub, or a class of such tests.
 *
 * <p>Each test method has its own new hub, so tests can run in parallel. Test methods and their
 * {@code @BeforeEach} and {@code @AfterEach} methods, also those of an enclosing class, can have
 * parameters of these types:
 *
 * <ul>
 *   <li>{@link io.github.bankhub.testkit.InMemoryBankHub}: the hub
 *   <li>{@link io.github.bankhub.domain.port.BankHub}: a client of the hub
 *   <li>{@link io.github.bankhub.testkit.Control}: the control of the hub
 *   <li>{@link io.github.bankhub.testkit.clock.TestClock}: the clock of the hub
 *   <li>{@link io.github.bankhub.testkit.BankHubServer}: a server of the hub, closed after the test
 *   <li>{@link io.github.bankhub.testkit.WebhookInbox}: an inbox that receives the hub's webhooks
 *       from now on
 * </ul>
 *
 * <p>A parameter with an annotation, such as {@code @Mock} or {@code @Autowired}, is left to other
 * extensions. Only {@code @Nullable} and similar annotations do not count. In a
 * {@code @ParameterizedTest} the first parameter is left to the source of arguments; the parameters
 * of the hub come after all arguments.
 *
 * <p>Constructors and {@code @BeforeAll} methods cannot have them, because no test has begun.
 *
 * <pre>{@code
 * @BankHubTest
 * class CheckoutTest {
 *   @Test
 *   void opens_the_hosted_page(BankHub hub, Control control) { … }
 * }
 * }</pre>
 *
 * <p>With {@link Transport#HTTP} the same test runs over HTTP. Its {@code BankHub} is a client of a
 * server, and its webhooks arrive over HTTP. Client and server are closed after the test. The test
 * fails unless there is exactly one {@link io.github.bankhub.domain.port.BankHubConnector}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(BankHubExtension.class)
public @interface BankHubTest {

  /**
   * {@return how the test's {@code BankHub} reaches the hub} An annotation of a method overrides
   * that of its class.
   */
  Transport value() default Transport.IN_MEMORY;
}
