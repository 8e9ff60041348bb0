/** The details of a link token: its status, its sessions and its events. */
@NullMarked
package io.github.bankhub.domain.history;

import org.jspecify.annotations.NullMarked;
