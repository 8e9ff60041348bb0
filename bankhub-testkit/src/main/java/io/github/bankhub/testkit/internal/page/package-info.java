/** The HTML of the hosted page. */
@NullMarked
package io.github.bankhub.testkit.internal.page;

import org.jspecify.annotations.NullMarked;
