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
 * <p>Each test method has its own new hub, so tests can run in parallel. Test methods, their
 * {@code @BeforeEach} and {@code @AfterEach} methods, also those of an enclosing class, and
 * constructors can have parameters of these types:
 *
 * <ul>
 *   <li>{@link io.github.bankhub.testkit.InMemoryBankHub}: the hub
 *   <li>{@link io.github.bankhub.domain.port.BankHub}: a client of the hub
 *   <li>{@link io.github.bankhub.testkit.Control}: the control of the hub
 *   <li>{@link io.github.bankhub.testkit.clock.TestClock}: the clock of the hub
 *   <li>{@link io.github.bankhub.testkit.BankHubServer}: a server of the hub, closed after the test
 *   <li>{@link io.github.bankhub.testkit.WebhookInbox}: an inbox that receives the hub's webhooks
 *       and IPNs from now on
 * </ul>
 *
 * <p>A parameter with an annotation, such as {@code @Mock} or {@code @Autowired}, is left to other
 * extensions. Only {@code @Nullable} and similar annotations do not count. In a
 * {@code @ParameterizedTest} the first parameter is left to the source of arguments; the parameters
 * of the hub come after all arguments.
 *
 * <p>{@code @BeforeAll} and {@code @AfterAll} methods can have them too. The tests of that class
 * then share one hub, so its server keeps its address. The hub is reset before and after each test
 * and its inbox is emptied: data that {@code @BeforeAll} adds are gone. Only the clock goes on.
 * Such tests wait for each other if JUnit runs them in parallel. See {@link #reset()}, and {@link
 * BankHubExtension} for a hub of several classes. With {@code @TestInstance(PER_CLASS)}, the same
 * applies to the constructor. Otherwise a constructor needs JUnit 5.12.
 *
 * <p>A constructor with an annotation, such as {@code @Autowired}, is left to other extensions.
 *
 * <p>Ids depend on JUnit's unique id of the test. So they are the same in each run, and no two
 * tests have an id in common: an application that outlives a test never sees an id again.
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
@ExtendWith(BankHubTestExtension.class)
public @interface BankHubTest {

  /**
   * {@return how the test's {@code BankHub} reaches the hub} An annotation of a method overrides
   * that of its class.
   */
  Transport value() default Transport.IN_MEMORY;

  /**
   * {@return the seed of ids and credentials; 0, the default, for a seed from JUnit's unique id}
   * Tests with the same seed have the same ids, also if they share a hub. So do not choose one for
   * an application that remembers ids from test to test.
   */
  long seed() default 0;

  /**
   * {@return whether a hub that tests share is reset before and after each test} If not, each test
   * finds the state of the tests before it, and tests in parallel use the hub at the same time. No
   * effect on tests that do not share a hub.
   */
  boolean reset() default true;
}
