/** Credentials and tokens; none of them shows its value when printed. */
@NullMarked
package io.github.bankhub.domain.auth;

import org.jspecify.annotations.NullMarked;
