/** HTTP requests and responses as values. */
@NullMarked
package io.github.bankhub.testkit.http;

import org.jspecify.annotations.NullMarked;
