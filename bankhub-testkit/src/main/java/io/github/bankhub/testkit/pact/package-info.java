/**
 * The Pact contracts of Bank Hub as this library's client relies on them, and what is needed to
 * verify a provider by them. Pact JVM is optional: {@link
 * io.github.bankhub.testkit.pact.ShippedPacts} does without.
 */
@NullMarked
package io.github.bankhub.testkit.pact;

import org.jspecify.annotations.NullMarked;
