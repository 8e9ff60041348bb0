/** Reads and writes JSON. The only package of the service that uses Jackson. */
@NullMarked
package io.github.bankhub.testkit.internal.json;

import org.jspecify.annotations.NullMarked;
