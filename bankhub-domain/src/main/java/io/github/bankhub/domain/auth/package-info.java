/** Credentials and tokens. Printing one masks its secret. */
@NullMarked
package io.github.bankhub.domain.auth;

import org.jspecify.annotations.NullMarked;
