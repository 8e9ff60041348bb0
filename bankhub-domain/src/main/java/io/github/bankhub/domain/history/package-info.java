/** What became of a link token: its state, the visits to its page, and its events. */
@NullMarked
package io.github.bankhub.domain.history;

import org.jspecify.annotations.NullMarked;
