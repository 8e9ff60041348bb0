/** Lists in pages. */
@NullMarked
package io.github.bankhub.domain.paging;

import org.jspecify.annotations.NullMarked;
