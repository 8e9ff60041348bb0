/** Bank accounts that were linked through Bank Hub. */
@NullMarked
package io.github.bankhub.domain.account;

import org.jspecify.annotations.NullMarked;
