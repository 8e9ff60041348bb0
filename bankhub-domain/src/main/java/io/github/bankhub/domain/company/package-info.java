/** Companies: the organisations on whose behalf bank accounts are linked. */
@NullMarked
package io.github.bankhub.domain.company;

import org.jspecify.annotations.NullMarked;
