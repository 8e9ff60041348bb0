/** Text from outside, before it is printed. */
@NullMarked
package io.github.bankhub.domain.text;

import org.jspecify.annotations.NullMarked;
