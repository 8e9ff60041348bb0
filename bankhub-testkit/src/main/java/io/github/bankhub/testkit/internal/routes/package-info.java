/** The HTTP routes of the offline Bank Hub: API, control, hosted pages and the demo. */
@NullMarked
package io.github.bankhub.testkit.internal.routes;

import org.jspecify.annotations.NullMarked;
