/** What all packages of the adapter share. */
@NullMarked
package io.github.bankhub.feign.internal;

import org.jspecify.annotations.NullMarked;
