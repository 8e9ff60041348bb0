/** What a hub does, as meters of Micrometer, which is an optional dependency. */
@NullMarked
package io.github.bankhub.feign.micrometer;

import org.jspecify.annotations.NullMarked;
