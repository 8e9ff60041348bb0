/** The ports of the domain over the generated Feign client. */
@NullMarked
package io.github.bankhub.feign.internal.port;

import org.jspecify.annotations.NullMarked;
