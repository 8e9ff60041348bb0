/** The ports in memory, called the way a real client calls them. */
@NullMarked
package io.github.bankhub.testkit.internal.client;

import org.jspecify.annotations.NullMarked;
