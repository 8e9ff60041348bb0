/** Settings of the merchant, and the counts of its transactions. */
@NullMarked
package io.github.bankhub.domain.merchant;

import org.jspecify.annotations.NullMarked;
