/** The ports of Bank Hub, entered through {@link io.github.bankhub.domain.port.BankHub}. */
@NullMarked
package io.github.bankhub.domain.port;

import org.jspecify.annotations.NullMarked;
