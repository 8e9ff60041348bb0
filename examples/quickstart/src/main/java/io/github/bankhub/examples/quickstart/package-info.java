/** The main job of bankhub as a plain Java program. */
@NullMarked
package io.github.bankhub.examples.quickstart;

import org.jspecify.annotations.NullMarked;
