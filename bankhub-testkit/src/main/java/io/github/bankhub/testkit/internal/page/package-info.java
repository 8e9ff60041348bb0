/**
 * The hosted page as HTML: templates, texts, and the content of each screen. Knows nothing of HTTP.
 */
@NullMarked
package io.github.bankhub.testkit.internal.page;

import org.jspecify.annotations.NullMarked;
