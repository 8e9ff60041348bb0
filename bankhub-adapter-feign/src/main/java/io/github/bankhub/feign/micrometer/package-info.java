/** Metrics of a hub for Micrometer, an optional dependency. */
@NullMarked
package io.github.bankhub.feign.micrometer;

import org.jspecify.annotations.NullMarked;
