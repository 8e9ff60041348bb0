/** Stores that several machines share, in a database or in a cache such as Redis. */
@NullMarked
package io.github.bankhub.feign.store;

import org.jspecify.annotations.NullMarked;
