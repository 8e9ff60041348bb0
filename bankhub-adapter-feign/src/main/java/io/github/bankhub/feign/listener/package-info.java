/** The listener of calls, for logs and meters. */
@NullMarked
package io.github.bankhub.feign.listener;

import org.jspecify.annotations.NullMarked;
