/** Reading a response: JSON, error bodies and redaction. */
@NullMarked
package io.github.bankhub.feign.internal.response;

import org.jspecify.annotations.NullMarked;
