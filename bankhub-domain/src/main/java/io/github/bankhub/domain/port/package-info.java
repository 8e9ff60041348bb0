/** The interfaces of Bank Hub. Start with {@link io.github.bankhub.domain.port.BankHub}. */
@NullMarked
package io.github.bankhub.domain.port;

import org.jspecify.annotations.NullMarked;
