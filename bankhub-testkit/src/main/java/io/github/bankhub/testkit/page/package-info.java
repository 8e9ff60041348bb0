/** The hosted page offline: where it stands, and a user who goes through it by script. */
@NullMarked
package io.github.bankhub.testkit.page;

import org.jspecify.annotations.NullMarked;
