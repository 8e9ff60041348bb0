/** The common base of received JSON objects. */
@NullMarked
package io.github.bankhub.domain.json;

import org.jspecify.annotations.NullMarked;
