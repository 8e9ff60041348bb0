/** The settings of a hub. */
@NullMarked
package io.github.bankhub.feign.settings;

import org.jspecify.annotations.NullMarked;
