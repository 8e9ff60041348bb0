/**
 * The Pact contract between this library's client and Bank Hub, and the classes to verify a
 * provider with it. Pact JVM is optional: {@link io.github.bankhub.testkit.pact.ShippedPacts} does
 * not need it.
 */
@NullMarked
package io.github.bankhub.testkit.pact;

import org.jspecify.annotations.NullMarked;
