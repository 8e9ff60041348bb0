/** What all received JSON objects share. */
@NullMarked
package io.github.bankhub.domain.json;

import org.jspecify.annotations.NullMarked;
