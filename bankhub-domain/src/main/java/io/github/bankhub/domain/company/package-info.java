/** Companies: the organizations that bank accounts are linked to. */
@NullMarked
package io.github.bankhub.domain.company;

import org.jspecify.annotations.NullMarked;
