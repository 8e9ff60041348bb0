/** The hosted page offline: its steps, its actions and what a user sees. */
@NullMarked
package io.github.bankhub.testkit.page;

import org.jspecify.annotations.NullMarked;
