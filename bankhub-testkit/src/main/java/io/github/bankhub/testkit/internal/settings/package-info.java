/** The settings that a test can change. */
@NullMarked
package io.github.bankhub.testkit.internal.settings;

import org.jspecify.annotations.NullMarked;
