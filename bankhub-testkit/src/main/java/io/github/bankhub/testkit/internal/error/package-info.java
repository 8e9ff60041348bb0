/** The error responses of the offline Bank Hub. */
@NullMarked
package io.github.bankhub.testkit.internal.error;

import org.jspecify.annotations.NullMarked;
