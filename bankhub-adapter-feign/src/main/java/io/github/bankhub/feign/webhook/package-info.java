/** The receiving side: who sent it is checked first, then it is read. Needs no framework. */
@NullMarked
package io.github.bankhub.feign.webhook;

import org.jspecify.annotations.NullMarked;
