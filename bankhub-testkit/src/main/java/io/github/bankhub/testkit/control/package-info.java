/** What a test holds beside the ports: the clock, the data, the switches and the journal. */
@NullMarked
package io.github.bankhub.testkit.control;

import org.jspecify.annotations.NullMarked;
