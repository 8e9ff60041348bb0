/** Faults that an offline Bank Hub can be told to show: a catalogue, each fault with a name. */
@NullMarked
package io.github.bankhub.testkit.fault;

import org.jspecify.annotations.NullMarked;
