/** Hosts and ports of addresses. */
@NullMarked
package io.github.bankhub.domain.address;

import org.jspecify.annotations.NullMarked;
